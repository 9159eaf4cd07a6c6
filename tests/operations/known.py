"""What the files of docs/operations are held against."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from bot.delivery.lanes import Lane
from bot.delivery.outcome import Outcome
from bot.monitor.metrics import Metrics
from bot.variables import VARIABLES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "operations"
GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SETTINGS = {variable.name for variable in VARIABLES}
#: What libraries and the interpreter read.
FOREIGN = {
    *("HF_HOME", "MPLCONFIGDIR", "PATH", "PYTHONUNBUFFERED"),
    *("PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK"),
}
PREFIX = "briefing_bot_"


@cache
def exported() -> dict[str, tuple[str, frozenset[str], str]]:
    """Return the program's figures by name: their type, labels and description."""
    metrics = Metrics()
    metrics.received("message", duplicate=True)
    metrics.question("answered", 1)
    metrics.handled(1)
    metrics.turned_away("busy")
    metrics.sent(Lane.BULK, Outcome.UNKNOWN)
    metrics.told_to_wait()
    metrics.error(ValueError())
    metrics.feedback("good")
    return {
        sample.name: (
            family.type,
            frozenset(label for each in family.samples for label in each.labels if label != "le"),
            family.documentation,
        )
        for family in text_string_to_metric_families(metrics.text().decode())
        for sample in family.samples
        if not sample.name.endswith("_created")
    }
