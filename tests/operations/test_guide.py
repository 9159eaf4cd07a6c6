"""docs/operations.md cannot lie about what the program says, takes and tells."""

from __future__ import annotations

import re

import pytest

from bot.cli import COMMANDS, _parser
from bot.variables import VARIABLES
from tests.operations.known import GUIDE, PREFIX, ROOT, exported


def metrics_table() -> str:
    lines = ["| figure | labels | what |", "|---|---|---|"]
    for name, (kind, labels, what) in exported().items():
        if not name.startswith(PREFIX) or name.startswith(f"{PREFIX}process_"):
            continue
        if kind == "histogram":
            if not name.endswith("_bucket"):
                continue
            shown_as = f"{name}, _count, _sum"
        else:
            shown_as = name
        shown = ", ".join(f"`{label}`" for label in sorted(labels))
        line = f"| `{shown_as}` | {shown} | {what} |"
        if line not in lines:
            lines.append(line)
    return "\n".join(lines)


def settings_table() -> str:
    lines = ["| setting | default | what it does |", "|---|---|---|"]
    for variable in VARIABLES:
        default = f"`{variable.default}`" if variable.default else ""
        lines.append(f"| `{variable.name}` | {default} | {variable.help} |")
    return "\n".join(lines)


@pytest.mark.parametrize("name", ["metrics", "settings"])
def test_its_tables_say_what_the_program_does(name: str) -> None:
    table = {"metrics": metrics_table, "settings": settings_table}[name]()
    assert f"<!-- {name} -->\n{table}\n" in GUIDE, f"it should say:\n{table}"


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", GUIDE))))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / "docs" / link).resolve().is_file()


def test_it_is_linked_from_where_people_begin() -> None:
    for page, link in (("README.md", "docs/operations.md"), ("docs/telegram.md", "operations.md")):
        assert f"]({link})" in (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("words", sorted(set(re.findall(r"`briefing-bot ([a-z][^`]*)`", GUIDE))))
def test_every_command_is_understood(words: str) -> None:
    argv = words.replace("[", "").replace("]", "").split()
    assert _parser(argv).parse_args(argv).command in COMMANDS


def test_every_line_of_the_log_that_it_explains_is_written_by_the_program() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    source = re.sub(r'"\s*f?"', "", source)
    table = GUIDE.partition("## When something breaks")[2].partition("\n## ")[0]
    quoted = re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)
    assert len(quoted) > 6
    for line in quoted:
        parts = re.split(r"[…():]|\d+ s|SQLITE_\w+|bot\.db", line)
        for part in filter(None, (part.strip() for part in parts)):
            assert part in source, part
