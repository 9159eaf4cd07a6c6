"""What the bot says about who may use it: strangers, invitations, requests, people."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class PeopleTexts:
    """The texts of one language."""

    # in Telegram's menu
    command_invite: str
    command_people: str
    command_groups: str
    command_requests: str
    command_revoke: str
    # to those who have no access
    private_bot: str
    no_admins: str
    withdrawn: str
    no_access: str
    nameless: str
    group_not_allowed: str
    inline_closed: str
    write_privately: str
    admins_only: str
    # asking for access
    button_request: str
    requested: str
    request_waits: str
    request_not_now: str
    granted: str
    declined: str
    # admins decide
    request_asked: str
    button_grant: str
    button_decline: str
    request_granted: str
    request_granted_by: str
    request_declined: str
    request_declined_by: str
    request_gone: str
    requests_none: str
    requests_more: str
    open_requests: Plural
    somebody: str
    # invitations
    invite_usage: str
    invite: Plural
    invite_as_admin: str
    button_withdraw: str
    invitation_withdrawn: str
    invitation_used: str
    button_copy_link: str
    invitation_not_valid: str
    already_in: str
    # the list of people
    people_title: Plural
    people_none: str
    people_found: Plural
    people_not_found: str
    person: str
    unnamed: str
    role_admin: str
    role_reader: str
    role_revoked: str
    role_none: str
    by_settings: str
    since: str
    revoked_on: str
    has_digest: str
    no_digest: str
    last_seen: str
    never_seen: str
    blocked_bot: str
    invited: str
    invited_by: str
    your_own: str
    button_make_admin: str
    button_make_reader: str
    button_revoke: str
    button_let_back_in: str
    button_back: str
    button_before: str
    button_after: str
    revoke_usage: str
    revoked: str
    not_revocable: str


_ENGLISH = PeopleTexts(
    command_invite="Invite somebody",
    command_people="Who has access",
    command_groups="Which groups may use me",
    command_requests="Who asked for access",
    command_revoke="Take somebody's access away",
    private_bot="**This bot is private.** Your Telegram id is `{id}`.",
    no_admins=(
        "**This bot has no admin yet.** Your Telegram id is `{id}`. If you run this bot, put this"
        " number into the setting ADMINS and start it again."
    ),
    withdrawn="**You have no access to this bot any more.** Your Telegram id is `{id}`.",
    no_access="You have no access.",
    nameless=(
        "I cannot tell who writes anonymously or as a channel. Please ask under your own name."
    ),
    group_not_allowed="This group may not use me. One of my admins has to allow it first.",
    inline_closed="This bot is private · Request access",
    write_privately="Please write that to me in our private chat.",
    admins_only="Only admins can do that.",
    button_request="Request access",
    requested="Your request has been passed on. You will hear from me here.",
    request_waits="Your request has been passed on already, nobody has decided yet.",
    request_not_now="You cannot ask for access at the moment.",
    granted="**You have access now.** Just write a question; /help shows how.",
    declined="Your request for access was declined.",
    request_asked="**{name} asks for access.**\nTelegram id `{id}`",
    button_grant="Let in",
    button_decline="Decline",
    request_granted="You let **{name}** in (Telegram id `{id}`).",
    request_granted_by="{admin} let **{name}** in (Telegram id `{id}`).",
    request_declined="You declined the request of **{name}** (Telegram id `{id}`).",
    request_declined_by="{admin} declined the request of **{name}** (Telegram id `{id}`).",
    request_gone="This request is no longer there. Whoever made it can ask again with /start.",
    requests_none="No open requests.",
    requests_more="There are more. Decide these first, then send /requests again.",
    open_requests=Plural(
        "**{count} person asks for access.** /requests shows who.",
        "**{count} people ask for access.** /requests shows who.",
    ),
    somebody="Another admin",
    invite_usage=(
        "Like this:\n/invite – for a reader, valid 7 days\n`/invite 3` – valid 3 days (1 to 30)\n"
        "`/invite admin` – for another admin"
    ),
    invite=Plural(
        "**Invitation for one person**, valid for {count} day:\n{link}\n\nSend this link to the"
        " person you mean. It works once; whoever opens it first has access.",
        "**Invitation for one person**, valid for {count} days:\n{link}\n\nSend this link to the"
        " person you mean. It works once; whoever opens it first has access.",
    ),
    invite_as_admin="This one makes an **admin**, who can invite and remove people like you.",
    button_copy_link="Copy the link",
    button_withdraw="Withdraw",
    invitation_withdrawn="**Withdrawn.** The link lets nobody in.",
    invitation_used="This invitation was used before. /people shows who has access.",
    invitation_not_valid=(
        "**This invitation is not valid any more.** Ask whoever sent it for a new one. Your"
        " Telegram id is `{id}`."
    ),
    already_in="You have access already, and the invitation can still be used by somebody else.",
    people_title=Plural(
        "**{count} person** has or had access. Press a name to change that.",
        "**{count} people** have or had access. Press a name to change that.",
    ),
    people_none="Nobody has access yet but the admins in the settings. /invite lets somebody in.",
    people_found=Plural(
        "**{count} person** has “{words}” in their name. Press it to change their access.",
        "**{count} people** have “{words}” in their names. Press one to change their access.",
    ),
    people_not_found="Nobody with “{words}” in their name has or had access. /people shows all.",
    person="**{name}** · {role}\nTelegram id `{id}`",
    unnamed="Without a name",
    role_admin="admin",
    role_reader="reader",
    role_revoked="access taken away",
    role_none="no access",
    by_settings="Admin by the setting ADMINS; only that can change it.",
    since="Has access since: {date}",
    revoked_on="Access taken away on: {date}",
    has_digest="Gets a digest",
    no_digest="Gets no digest",
    last_seen="Last here: {date}",
    never_seen="Not been here yet",
    blocked_bot="Has blocked the bot",
    invited="Let in by you",
    invited_by="Let in by: {admin}",
    your_own="This is you. Only another admin can change your access.",
    button_make_admin="Make admin",
    button_make_reader="Make reader",
    button_revoke="Take access away",
    button_let_back_in="Let in again",
    button_back="Back to the list",
    button_before="◀ Back",
    button_after="On ▶",
    revoke_usage="Put the Telegram id behind it, for example:\n`/revoke 123456789`",
    revoked="`{id}` has no access any more, here and in every group.",
    not_revocable="`{id}` stands in the setting ADMINS. Only there can it be taken away.",
)

_GERMAN = PeopleTexts(
    command_invite="Jemanden einladen",
    command_people="Wer Zugang hat",
    command_groups="Welche Gruppen mich nutzen dürfen",
    command_requests="Wer um Zugang gebeten hat",
    command_revoke="Jemandem den Zugang entziehen",
    private_bot="**Dieser Bot ist privat.** Ihre Telegram-ID ist `{id}`.",
    no_admins=(
        "**Dieser Bot hat noch keinen Admin.** Ihre Telegram-ID ist `{id}`. Wenn Sie den Bot"
        " betreiben, tragen Sie diese Zahl in der Einstellung ADMINS ein und starten ihn neu."
    ),
    withdrawn="**Sie haben keinen Zugang mehr zu diesem Bot.** Ihre Telegram-ID ist `{id}`.",
    no_access="Sie haben keinen Zugang.",
    nameless=(
        "Wer anonym oder als Kanal schreibt, den erkenne ich nicht. Bitte fragen Sie unter Ihrem"
        " eigenen Namen."
    ),
    group_not_allowed=(
        "Diese Gruppe darf mich nicht nutzen. Zuerst muss es jemand von meinen Admins erlauben."
    ),
    inline_closed="Dieser Bot ist privat · Zugang erbitten",
    write_privately="Bitte schreiben Sie mir das in unserem privaten Chat.",
    admins_only="Das können nur Admins.",
    button_request="Zugang erbitten",
    requested="Ihre Bitte ist weitergegeben. Sie hören hier von mir.",
    request_waits="Ihre Bitte ist schon weitergegeben, entschieden hat noch niemand.",
    request_not_now="Im Moment können Sie nicht um Zugang bitten.",
    granted=(
        "**Sie haben jetzt Zugang.** Schreiben Sie einfach eine Frage; /help zeigt, wie es geht."
    ),
    declined="Ihre Bitte um Zugang wurde abgelehnt.",
    request_asked="**{name} bittet um Zugang.**\nTelegram-ID `{id}`",
    button_grant="Zulassen",
    button_decline="Ablehnen",
    request_granted="Sie haben **{name}** zugelassen (Telegram-ID `{id}`).",
    request_granted_by="{admin} hat **{name}** zugelassen (Telegram-ID `{id}`).",
    request_declined="Sie haben die Bitte von **{name}** abgelehnt (Telegram-ID `{id}`).",
    request_declined_by="{admin} hat die Bitte von **{name}** abgelehnt (Telegram-ID `{id}`).",
    request_gone=(
        "Diese Bitte gibt es nicht mehr. Wer sie gestellt hat, kann mit /start neu darum bitten."
    ),
    requests_none="Keine offenen Bitten um Zugang.",
    requests_more="Es gibt noch mehr: Entscheiden Sie erst diese, dann senden Sie /requests.",
    open_requests=Plural(
        "**{count} Person bittet um Zugang.** /requests zeigt, wer.",
        "**{count} Personen bitten um Zugang.** /requests zeigt, wer.",
    ),
    somebody="Ein anderer Admin",
    invite_usage=(
        "So geht es:\n/invite – zum Lesen, 7 Tage gültig\n`/invite 3` – 3 Tage gültig (1 bis 30)\n"
        "`/invite admin` – für einen weiteren Admin"
    ),
    invite=Plural(
        "**Einladung für eine Person**, {count} Tag gültig:\n{link}\n\nSenden Sie diesen Link der"
        " Person, die Sie meinen. Er gilt einmal; wer ihn zuerst öffnet, hat Zugang.",
        "**Einladung für eine Person**, {count} Tage gültig:\n{link}\n\nSenden Sie diesen Link der"
        " Person, die Sie meinen. Er gilt einmal; wer ihn zuerst öffnet, hat Zugang.",
    ),
    button_withdraw="Zurückziehen",
    invitation_withdrawn="**Zurückgezogen.** Der Link lässt niemanden mehr ein.",
    invitation_used="Diese Einladung wurde schon benutzt. /people zeigt, wer Zugang hat.",
    invite_as_admin=(
        "Diese hier macht jemanden zum **Admin**, der wie Sie Leute einladen und entfernen kann."
    ),
    button_copy_link="Link kopieren",
    invitation_not_valid=(
        "**Diese Einladung gilt nicht mehr.** Bitten Sie um eine neue, wo Sie sie herhaben. Ihre"
        " Telegram-ID ist `{id}`."
    ),
    already_in="Sie haben schon Zugang; die Einladung kann noch jemand anders nutzen.",
    people_title=Plural(
        "**{count} Person** hat oder hatte Zugang. Ein Druck auf den Namen ändert das.",
        "**{count} Personen** haben oder hatten Zugang. Ein Druck auf einen Namen ändert das.",
    ),
    people_none=(
        "Außer den Admins in den Einstellungen hat noch niemand Zugang. /invite lädt jemanden ein."
    ),
    people_found=Plural(
        "**{count} Person** mit „{words}“ im Namen. Ein Druck darauf ändert den Zugang.",
        "**{count} Personen** mit „{words}“ im Namen. Ein Druck auf eine ändert den Zugang.",
    ),
    people_not_found=("Niemand mit „{words}“ im Namen hat oder hatte Zugang. /people zeigt alle."),
    person="**{name}** · {role}\nTelegram-ID `{id}`",
    unnamed="Ohne Namen",
    role_admin="Admin",
    role_reader="Leser",
    role_revoked="Zugang entzogen",
    role_none="kein Zugang",
    by_settings="Admin durch die Einstellung ADMINS; nur dort lässt sich das ändern.",
    since="Zugang seit: {date}",
    revoked_on="Zugang entzogen am: {date}",
    has_digest="Bekommt einen Digest",
    no_digest="Bekommt keinen Digest",
    last_seen="Zuletzt hier: {date}",
    never_seen="War noch nicht hier",
    blocked_bot="Hat den Bot blockiert",
    invited="Von Ihnen zugelassen",
    invited_by="Zugelassen von: {admin}",
    your_own="Das sind Sie. Ihren Zugang kann nur ein anderer Admin ändern.",
    button_make_admin="Zum Admin machen",
    button_make_reader="Nur lesen lassen",
    button_revoke="Zugang entziehen",
    button_let_back_in="Wieder zulassen",
    button_back="Zurück zur Liste",
    button_before="◀ Zurück",
    button_after="Weiter ▶",
    revoke_usage="Schreiben Sie die Telegram-ID dahinter, zum Beispiel:\n`/revoke 123456789`",
    revoked="`{id}` hat keinen Zugang mehr, hier und in jeder Gruppe.",
    not_revocable="`{id}` steht in der Einstellung ADMINS. Nur dort lässt sich das ändern.",
)

PEOPLE = {"en": _ENGLISH, "de": _GERMAN}
