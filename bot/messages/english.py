"""Everything the bot says in English."""

from __future__ import annotations

from bot.messages.alarms import ALARMS
from bot.messages.asking import ASKING
from bot.messages.audit import AUDIT
from bot.messages.broadcasting import BROADCASTING
from bot.messages.catalogue import Messages
from bot.messages.citing import CITING
from bot.messages.coverage import COVERAGE
from bot.messages.deliveries import DELIVERIES
from bot.messages.digest import DIGEST
from bot.messages.evaluating import EVALUATING
from bot.messages.feedback import FEEDBACK
from bot.messages.groups import GROUPS
from bot.messages.overview import OVERVIEW
from bot.messages.people import PEOPLE
from bot.messages.plural import Plural
from bot.messages.privacy import PRIVACY
from bot.messages.reading import READING
from bot.messages.reindexing import REINDEXING
from bot.messages.statistics import STATISTICS
from bot.messages.subscribing import SUBSCRIBING
from bot.messages.timeline import TIMELINE
from bot.messages.unanswered import UNANSWERED
from bot.messages.uploading import UPLOADING
from bot.messages.watching import WATCHING

ENGLISH = Messages(
    locale="en_GB",
    start=(
        "**Ask your briefings.**\n\n"
        "Write a question, in a sentence or in a few words, in English or German. The answer is"
        " the passage that says it, word for word, and where it stands.\n\n"
        "/help shows how to narrow a question down."
    ),
    help=(
        "**Just ask**, in English or German. In a group: `/ask`, mention me, or reply to me.\n"
        "• Go on asking: “and in 2023?”, “what about the EU?”\n"
        "• Narrow it down: “since March 2024”, “last week”, “latest”, or name a series.\n"
        "• Correct a question, and its answer changes.\n\n"
        "/latest – the newest briefings\n"
        "/briefings – all, by series and month\n"
        "`/briefing March 2024` – one of them\n"
        "`/timeline export licences` – a topic over time\n"
        "/sources – what the last answer’s briefing names as its sources\n"
        "/subscribe – what is new, at your hour\n"
        "`/watch EV exports` – be told when a briefing speaks of it"
    ),
    help_reading=(
        "**How to read an answer**\n"
        "The bold sentence answers; above it stands which briefing it is from and where in it, ¶ is"
        " the number of the paragraph. “Text recognition”: the page is a scan, compare the"
        " words with it.\n"
        "The buttons show the passage in its context (from there: sources, outline, a link), its"
        " page or its file, and a citation to paste.\n"
        "In any other chat, my name and a question offer passages to post there."
    ),
    help_admins=(
        "**For admins**\n"
        "Send me a briefing: a file, several, the address of a page, or a mail sent on as a"
        " message. I show what I read; you correct it and publish it.\n\n"
        "/invite, /people, /groups – who may ask\n"
        "/status, /stats, /coverage – how I am, how I am used, what there is\n"
        "/unanswered – what was asked in vain\n"
        "/reindex, /rollback – the index made anew, or the one before\n"
        "/broadcast – write to everybody\n"
        "/audit – who changed what"
    ),
    help_end="If no passage says it, I say so; I never make up an answer.",
    ask_usage="Put your question after the command, for example:\n`/ask What changed last week?`",
    command_ask="Ask a question",
    command_help="How to ask and how to read an answer",
    command_start="What this bot does",
    command_status="What was read, and what could not be",
    answered="**Found in the briefings:**",
    closest="**Nothing answers this exactly.** The closest passages:",
    more_passages="**More passages**",
    not_covered=(
        "**The briefings do not cover this.**\n\n"
        "Try other words, or a name or place that a briefing would mention."
    ),
    not_covered_filtered=(
        "**The briefings chosen do not cover this.**\n\n"
        "Ask again without the limits, or with other words."
    ),
    not_read=(
        "**I read questions in German and English only.**\n\n"
        "In this one I found nothing; please ask again in one of the two."
    ),
    corpus_size=Plural(
        "There is {count} briefing here ({period}).",
        "There are {count} briefings here ({period}).",
    ),
    status="**Status**\n{paragraphs} paragraphs can be found.",
    status_all_read="Every file was read.",
    status_not_read=Plural("{count} file was not read.", "{count} files were not read."),
    status_partly=Plural(
        "{count} file was read with a reservation.", "{count} files were read with reservations."
    ),
    status_where="Which and why: `briefing-bot check`",
    read_as="Understood: {how}",
    since="since {since}",
    until="until {until}",
    between="{since} to {until}",
    series="series {names}",
    languages="in {names}",
    latest="newest first",
    undated="undated",
    paragraph="¶ {number}",
    page="p. {page}",
    pages="pp. {first}–{last}",
    recognised="text recognition",
    similar=Plural("{count} similar passage elsewhere", "{count} similar passages elsewhere"),
    button_more="More passages",
    button_page="Show page",
    button_sources="Sources",
    button_original="Original file",
    button_before="◀ Before",
    button_after="After ▶",
    button_context_of="{number} · Context",
    button_page_of="{number} · Page",
    button_sources_of="{number} · Sources",
    button_original_of="{number} · Original",
    context_title="Context of passage {number}",
    sources_title=Plural(
        "**The source that the briefing names**", "**{count} sources that the briefing names**"
    ),
    sources_of_section="for “{section}”",
    sources_of_briefing="in all; it names none for this section alone",
    no_sources="The briefing names no sources for this passage.",
    no_more="These were all the passages. Other words may find others.",
    passage_gone="This passage is no longer in the briefings. Please ask again.",
    terminal_hint="A number presses the button, /help helps, /quit (or Ctrl-D) ends.",
    no_button="There is no button {number}. The numbers stand in brackets before the buttons.",
    question_gone="This button belongs to an answer I no longer have. Please ask again.",
    original_gone=(
        "The original file “{name}” is no longer in its place. Please tell whoever runs this bot."
    ),
    original_too_large="The original file “{name}” is too large for Telegram (over 50 MB).",
    part_gone=(
        "“{name}” can no longer be taken out of “{file}”, which holds it. Please tell whoever runs"
        " this bot."
    ),
    file_changed=(
        "“{name}” has changed since I read it, so I cannot tell what stands on which page now."
        " Please tell whoever runs this bot. The button for the original file gives you the file as"
        " it is."
    ),
    page_failed="I could not draw this page ({pages}). Here is the file itself.",
    first_pages="The first {count} of {total} pages.",
    empty="That message had nothing in it that I can read. Please write your question in words.",
    no_words="I can only look for words. Please write your question in letters or numbers.",
    too_long=(
        "That is a long question ({count} characters); I can take {limit}."
        " Please ask in a sentence or two."
    ),
    only_text="I can only read text. Please write your question.",
    unknown_command="I don't know that command. /help shows what I can do.",
    not_ready=(
        "**I have no briefings to look in yet.**\n\n"
        "Please tell whoever runs this bot. I notice when there are some; just ask again then."
    ),
    stale=(
        "**I cannot search at the moment: my index does not fit my settings.**\n\n"
        "Please tell whoever runs this bot. I notice when it is mended; just ask again then."
    ),
    mend_archive="To mend it: `briefing-bot ingest`, then `briefing-bot build`.",
    mend_index="To mend it: `briefing-bot build`; `briefing-bot check` tells why.",
    failed=(
        "Something went wrong on my side, sorry. Please try again; if it happens again, tell"
        " whoever runs this bot this number: **{reference}**"
    ),
    alarms=ALARMS["en"],
    asking=ASKING["en"],
    audit=AUDIT["en"],
    broadcasting=BROADCASTING["en"],
    citing=CITING["en"],
    coverage=COVERAGE["en"],
    deliveries=DELIVERIES["en"],
    digest=DIGEST["en"],
    evaluating=EVALUATING["en"],
    feedback=FEEDBACK["en"],
    overview=OVERVIEW["en"],
    people=PEOPLE["en"],
    groups=GROUPS["en"],
    privacy=PRIVACY["en"],
    reading=READING["en"],
    reindexing=REINDEXING["en"],
    statistics=STATISTICS["en"],
    subscribing=SUBSCRIBING["en"],
    timeline=TIMELINE["en"],
    uploading=UPLOADING["en"],
    unanswered=UNANSWERED["en"],
    watching=WATCHING["en"],
    sent_again="Sent again: Telegram did not confirm the first time.",
)
