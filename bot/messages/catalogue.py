"""What the bot says, as one record: a language is complete or it does not type-check.

Placeholders are ``{name}``; ``**…**`` is bold, a touch copies what is between backticks. A test
holds the placeholders of the languages together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel import Locale
from babel.dates import format_date, format_time, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from bot.messages.alarms import AlarmTexts
from bot.messages.asking import AskingTexts
from bot.messages.audit import AuditTexts
from bot.messages.broadcasting import BroadcastTexts
from bot.messages.citing import CitingTexts
from bot.messages.coverage import CoverageTexts
from bot.messages.deliveries import DeliveryTexts
from bot.messages.digest import DigestTexts
from bot.messages.evaluating import EvaluatingTexts
from bot.messages.feedback import FeedbackTexts
from bot.messages.groups import GroupTexts
from bot.messages.overview import OverviewTexts
from bot.messages.people import PeopleTexts
from bot.messages.plural import Plural
from bot.messages.privacy import PrivacyTexts
from bot.messages.reading import ReadingTexts
from bot.messages.reasons import in_german
from bot.messages.reindexing import ReindexingTexts
from bot.messages.statistics import StatisticsTexts
from bot.messages.subscribing import SubscribingTexts
from bot.messages.timeline import TimelineTexts
from bot.messages.unanswered import UnansweredTexts
from bot.messages.uploading import UploadingTexts
from bot.messages.watching import WatchingTexts

#: Days that are told one by one.
_MOST_DAYS = 3
_GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Messages:
    """Every text of one language; ``locale`` is Babel's name for how it writes dates."""

    locale: str
    start: str
    help: str
    help_reading: str
    help_admins: str
    help_end: str
    ask_usage: str
    # what /start and friends are called in Telegram's menu
    command_ask: str
    command_help: str
    command_start: str
    command_status: str
    # above the passages
    answered: str
    closest: str
    more_passages: str
    not_covered: str
    not_covered_filtered: str
    not_read: str
    corpus_size: Plural
    # /status
    status: str
    status_all_read: str
    status_not_read: Plural
    status_partly: Plural
    status_where: str
    # how the question was read
    read_as: str
    since: str
    until: str
    between: str
    series: str
    languages: str
    latest: str
    # citations
    undated: str
    paragraph: str
    page: str
    pages: str
    recognised: str
    similar: Plural
    # buttons
    button_more: str
    button_page: str
    button_sources: str
    button_original: str
    button_before: str
    button_after: str
    button_context_of: str
    button_page_of: str
    button_sources_of: str
    button_original_of: str
    # behind the buttons
    context_title: str
    sources_title: Plural
    sources_of_section: str
    sources_of_briefing: str
    no_sources: str
    no_more: str
    passage_gone: str
    question_gone: str
    original_gone: str
    original_too_large: str
    part_gone: str
    file_changed: str
    page_failed: str
    first_pages: str
    # said by the terminal itself
    terminal_hint: str
    no_button: str
    # what cannot be asked
    empty: str
    no_words: str
    too_long: str
    only_text: str
    unknown_command: str
    # what went wrong
    not_ready: str
    stale: str
    mend_archive: str
    mend_index: str
    failed: str
    sent_again: str
    # areas
    alarms: AlarmTexts
    asking: AskingTexts
    audit: AuditTexts
    broadcasting: BroadcastTexts
    citing: CitingTexts
    coverage: CoverageTexts
    deliveries: DeliveryTexts
    digest: DigestTexts
    evaluating: EvaluatingTexts
    feedback: FeedbackTexts
    overview: OverviewTexts
    people: PeopleTexts
    groups: GroupTexts
    privacy: PrivacyTexts
    reading: ReadingTexts
    reindexing: ReindexingTexts
    statistics: StatisticsTexts
    subscribing: SubscribingTexts
    timeline: TimelineTexts
    uploading: UploadingTexts
    unanswered: UnansweredTexts
    watching: WatchingTexts

    def date(self, day: dt.date | None) -> str:
        """Return the day as this language writes it, or that there is none."""
        if day is None:
            return self.undated
        return format_date(day, format="long", locale=self.locale)

    def dates(self, days: Sequence[dt.date]) -> str:
        """Return some days in one line; of many the first and the last."""
        if len(days) > _MOST_DAYS:
            return f"{self.date(days[0])} … {self.date(days[-1])}"
        return format_list([self.date(day) for day in days], locale=self.locale)

    def moments(self, first: dt.datetime, last: dt.datetime) -> tuple[str, str]:
        """Return the two moments; the second without its day if that is the same."""
        same = first.astimezone().date() == last.astimezone().date()
        return self.moment(first), f"{last.astimezone():%H:%M}" if same else self.moment(last)

    def weekday(self, day: dt.date) -> str:
        """Return the day with the name of its weekday."""
        return format_date(day, format="full", locale=self.locale)

    def short_weekday(self, number: int) -> str:
        """Return the short name of an ISO weekday (Monday is 1): ``Mon``."""
        return format_date(dt.date(2024, 1, number), format="EEE", locale=self.locale).rstrip(".")

    def day_names(self, numbers: Iterable[int]) -> str:
        """Return the names of ISO weekdays in one line: one in full, several in short."""
        days = sorted(numbers)
        if len(days) == 1:
            return format_date(dt.date(2024, 1, days[0]), format="EEEE", locale=self.locale)
        return ", ".join(self.short_weekday(day) for day in days)

    def first_day(self, first: dt.date, last: dt.date) -> str:
        """Return the first day of a period, without the month or year that the last one tells."""
        day, *rest = self.date(first).split(" ")
        if first.year != last.year or first == last:
            return " ".join((day, *rest))
        return day if first.month == last.month else " ".join((day, *rest[:-1]))

    def period(self, first: dt.date, last: dt.date) -> str:
        """Return some days, both included, as this language writes them; a single one as that."""
        if first == last:
            return self.date(last)
        return self.between.format(since=self.first_day(first, last), until=self.date(last))

    def month(self, day: dt.date) -> str:
        """Return the month of the day as this language writes it."""
        return format_date(day, format="LLLL yyyy", locale=self.locale)

    def month_alone(self, day: dt.date) -> str:
        """Return the name of the month of the day, without its year."""
        return format_date(day, format="LLLL", locale=self.locale)

    def language(self, code: str) -> str:
        """Return the name of a language (ISO 639-1) in this language."""
        return str(Locale.parse(self.locale).languages.get(code, code))

    def holds(self, briefings: int, paragraphs: int) -> str:
        """Return how many briefings and paragraphs there are."""
        counts = ((self.reading.issues, briefings), (self.reading.paragraphs, paragraphs))
        return ", ".join(text.for_number(n).format(count=self.number(n)) for text, n in counts)

    def reason(self, english: str) -> str:
        """Return why a file was not read, or not whole, in this language."""
        return in_german(english) if self.locale.startswith("de") else english

    def number(self, number: int) -> str:
        """Return the number as this language writes it."""
        return str(format_decimal(number, locale=self.locale))

    def decimal(self, number: float, digits: int = 1) -> str:
        """Return the number with so many digits after the point."""
        shown = f"#,##0.{'0' * digits}" if digits else "#,##0"
        return str(format_decimal(number, shown, locale=self.locale))

    def percent(self, share: float) -> str:
        """Return a share (0 to 1) in whole percent."""
        return str(format_percent(share, locale=self.locale))

    def size(self, count: int) -> str:
        """Return a number of bytes in megabytes or, from one on, gigabytes."""
        unit, one = ("gigabyte", 1e9) if count >= _GIGABYTE else ("megabyte", 1e6)
        pattern = "#,##0.0" if unit == "gigabyte" else "#,##0"
        return str(
            format_unit(count / one, f"digital-{unit}", "short", pattern, locale=self.locale)
        )

    def moment(self, at: dt.datetime) -> str:
        """Return the day and the time of day, where the bot runs."""
        local = at.astimezone()
        return f"{self.date(local.date())}, {format_time(local, 'HH:mm', locale=self.locale)}"

    def lasting(self, seconds: float) -> str:
        """Return how long that is, in words: ``3 minutes``."""
        return str(format_timedelta(max(round(seconds), 1), locale=self.locale))

    def ago(self, seconds: float) -> str:
        """Return how long ago that is, in words: ``3 minutes ago``."""
        return str(
            format_timedelta(-max(round(seconds), 1), add_direction=True, locale=self.locale)
        )

    def ahead(self, seconds: int) -> str:
        """Return when that will be, in words: ``in 3 minutes``; below zero: ``3 minutes ago``."""
        return str(
            format_timedelta(seconds, granularity="minute", add_direction=True, locale=self.locale)
        )
