"""What is said about getting digests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubscribingTexts:
    """The texts of one language."""

    command_subscribe: str
    command_subscriptions: str
    command_digest: str
    offer: str
    offer_group: str
    offer_channel: str
    in_words: str
    strange: str
    every_day: str
    weekdays: str
    weekends: str
    on_days: str
    zone_question: str
    zone_which: str
    answer_by_reply: str
    zone_prompt: str
    zone_unknown: str
    zone_nowhere: str
    button_other_place: str
    card: str
    card_none: str
    card_no_zone: str
    card_of: str
    next: str
    paused: str
    snoozed: str
    unreachable: str
    about_all: str
    about_series: str
    about_languages: str
    topics: str
    topics_none: str
    only_topics: str
    button_time: str
    button_days: str
    button_series: str
    button_languages: str
    button_topics: str
    button_zone: str
    button_texts: str
    button_pause: str
    button_resume: str
    button_snooze_day: str
    button_snooze_week: str
    button_all: str
    button_only: str
    button_everything: str
    button_done: str
    button_off: str
    button_on: str
    button_digest: str
    time_question: str
    days_question: str
    series_question: str
    languages_question: str
    texts_question: str
    time_prompt: str
    time_unknown: str
    nothing_to_choose: str
    subscriber_gone: str
    others_title: str
    other_on: str
    other_off: str
    group_admins_only: str
    channel_asked: str
    channel_allowed: str
    channel_ready: str
    button_set_up: str


SUBSCRIBING = {
    "en": SubscribingTexts(
        command_subscribe="Get what is new, when you want it",
        command_subscriptions="Your digest and what you follow",
        command_digest="What is new since your last digest",
        offer=(
            "**What is new, when you want it**\n\n"
            "By briefing, your topics first. When nothing is new, nothing comes."
        ),
        offer_group=(
            "**What is new, for this group**\n\n"
            "By briefing, your topics first. When nothing is new, nothing comes."
        ),
        offer_channel=(
            "**What is new, in {title}**\n\n"
            "By briefing, your topics first. When nothing is new, nothing comes."
        ),
        in_words="Or in words: `/subscribe 7:30 weekdays EV exports, Taiwan`",
        strange="I did not understand “{words}”.",
        every_day="Every day, {time}",
        weekdays="Weekdays, {time}",
        weekends="Weekends, {time}",
        on_days="{days}, {time}",
        zone_question="What time is it where you are? You may also write the name of your city.",
        zone_which="Which {place}?",
        answer_by_reply="Answer with “Reply” to this message, or I do not see it.",
        zone_prompt=(
            "Write the name of your city, or send me your location. I keep only the time zone."
        ),
        zone_unknown=(
            "I do not know a place “{place}”. Try the next larger city, or the name of a time zone"
            " such as `Europe/Berlin`."
        ),
        zone_nowhere="Out there nobody has a clock. Write the name of a city instead.",
        button_other_place="Somewhere else",
        card="**Your digest: {when}** ({place} time)",
        card_none="**No digest comes here.**",
        card_no_zone="**A digest, {when}:** it can begin when I know the time zone.",
        card_of="**Digest in {title}: {when}** ({place} time)",
        next="Next: {day}, {time}, if something is new by then.",
        paused="Paused: nothing comes until you go on.",
        snoozed="Nothing comes before {day}.",
        unreachable="Telegram does not let me write there at the moment.",
        about_all="About all series, in all languages.",
        about_series="Series: {names}.",
        about_languages="Languages: {names}.",
        topics="Your topics: {topics}.",
        topics_none="No topics yet. With /watch you follow one.",
        only_topics="Nothing but your topics.",
        button_time="Time",
        button_days="Days",
        button_series="Series",
        button_languages="Languages",
        button_topics="Topics",
        button_zone="Time zone",
        button_texts="Spoken here: {language}",
        button_pause="Pause",
        button_resume="Go on",
        button_snooze_day="Skip a day",
        button_snooze_week="Skip a week",
        button_all="All",
        button_only="Nothing but my topics",
        button_everything="Everything new, topics first",
        button_done="Done",
        button_off="Unsubscribe",
        button_on="Subscribe",
        button_digest="My digest",
        time_question="At what time?",
        days_question="On which days?",
        series_question="Which series? Those with a tick come; without one, all do.",
        languages_question="In which languages? Those with a tick come; without one, all do.",
        texts_question="In which language do I write there?",
        time_prompt="Write a time, such as `6:45` or `5 pm`.",
        time_unknown="I do not read a time in that. Write it as `6:45` or `5 pm`.",
        nothing_to_choose="There is nothing to choose from yet.",
        subscriber_gone="This button belongs to a digest that is no more. /subscribe makes one.",
        others_title="**Your groups and channels**",
        other_on="{title} · {when}",
        other_off="{title} · no digest",
        group_admins_only="Only admins of this group can set that up.",
        channel_asked="**{name} made me an admin of the channel “{title}”.** May digests go there?",
        channel_allowed=(
            "**Digests may go to the channel “{title}” now.** Everybody there reads them."
        ),
        channel_ready="You may set up a digest for the channel “{title}” now.",
        button_set_up="Set up its digest",
    ),
    "de": SubscribingTexts(
        command_subscribe="Neues, wann Sie es wollen",
        command_subscriptions="Ihr Digest und was Sie verfolgen",
        command_digest="Neues seit Ihrem letzten Digest",
        offer=(
            "**Neues, wann Sie es wollen**\n\n"
            "Nach Briefings, Ihre Themen zuerst. Gibt es nichts Neues, kommt nichts."
        ),
        offer_group=(
            "**Neues, für diese Gruppe**\n\n"
            "Nach Briefings, Ihre Themen zuerst. Gibt es nichts Neues, kommt nichts."
        ),
        offer_channel=(
            "**Neues, in {title}**\n\n"
            "Nach Briefings, Ihre Themen zuerst. Gibt es nichts Neues, kommt nichts."
        ),
        in_words="Oder in Worten: `/subscribe 7:30 werktags Elektroautos, Taiwan`",
        strange="„{words}“ habe ich nicht verstanden.",
        every_day="Täglich, {time} Uhr",
        weekdays="Werktags, {time} Uhr",
        weekends="Am Wochenende, {time} Uhr",
        on_days="{days}, {time} Uhr",
        zone_question="Wie spät ist es bei Ihnen? Sie können auch den Namen Ihrer Stadt schreiben.",
        zone_which="Welches {place}?",
        answer_by_reply="Antworten Sie auf diese Nachricht, sonst sehe ich es nicht.",
        zone_prompt=(
            "Schreiben Sie den Namen Ihrer Stadt oder schicken Sie Ihren Standort. Ich behalte nur"
            " die Zeitzone."
        ),
        zone_unknown=(
            "Einen Ort „{place}“ kenne ich nicht. Versuchen Sie die nächstgrößere Stadt oder den"
            " Namen einer Zeitzone wie `Europe/Berlin`."
        ),
        zone_nowhere=(
            "Dort draußen hat niemand eine Uhr. Schreiben Sie lieber den Namen einer Stadt."
        ),
        button_other_place="Anderswo",
        card="**Ihr Digest: {when}** (Zeit von {place})",
        card_none="**Hier kommt kein Digest.**",
        card_no_zone="**Ein Digest, {when}:** Er kann beginnen, sobald ich die Zeitzone weiß.",
        card_of="**Digest in {title}: {when}** (Zeit von {place})",
        next="Nächster: {day}, {time} Uhr, wenn es bis dahin Neues gibt.",
        paused="Angehalten: Es kommt nichts, bis Sie weitermachen.",
        snoozed="Vor dem {day} kommt nichts.",
        unreachable="Telegram lässt mich dort zurzeit nicht schreiben.",
        about_all="Über alle Reihen, in allen Sprachen.",
        about_series="Reihen: {names}.",
        about_languages="Sprachen: {names}.",
        topics="Ihre Themen: {topics}.",
        topics_none="Noch keine Themen. Mit /watch verfolgen Sie eines.",
        only_topics="Nichts außer Ihren Themen.",
        button_time="Uhrzeit",
        button_days="Tage",
        button_series="Reihen",
        button_languages="Sprachen",
        button_topics="Themen",
        button_zone="Zeitzone",
        button_texts="Sprache hier: {language}",
        button_pause="Anhalten",
        button_resume="Weitermachen",
        button_snooze_day="Einen Tag aussetzen",
        button_snooze_week="Eine Woche aussetzen",
        button_all="Alle",
        button_only="Nichts außer meinen Themen",
        button_everything="Alles Neue, Themen zuerst",
        button_done="Fertig",
        button_off="Abbestellen",
        button_on="Bestellen",
        button_digest="Mein Digest",
        time_question="Um wie viel Uhr?",
        days_question="An welchen Tagen?",
        series_question="Welche Reihen? Die mit Haken kommen; ohne Haken alle.",
        languages_question="In welchen Sprachen? Die mit Haken kommen; ohne Haken alle.",
        texts_question="In welcher Sprache schreibe ich dort?",
        time_prompt="Schreiben Sie eine Uhrzeit, etwa `6:45` oder `17 Uhr`.",
        time_unknown="Darin lese ich keine Uhrzeit. Schreiben Sie sie als `6:45` oder `17 Uhr`.",
        nothing_to_choose="Noch gibt es nichts, woraus Sie wählen könnten.",
        subscriber_gone="Dieser Knopf gehört zu einem Digest, den es nicht mehr gibt. /subscribe.",
        others_title="**Ihre Gruppen und Kanäle**",
        other_on="{title} · {when}",
        other_off="{title} · kein Digest",
        group_admins_only="Das können nur Admins dieser Gruppe einrichten.",
        channel_asked=(
            "**{name} hat mich zum Admin des Kanals „{title}“ gemacht.** Dürfen Digests dorthin?"
        ),
        channel_allowed=("**In den Kanal „{title}“ dürfen jetzt Digests.** Alle dort lesen sie."),
        channel_ready="Sie können jetzt einen Digest für den Kanal „{title}“ einrichten.",
        button_set_up="Digest dafür einrichten",
    ),
}
