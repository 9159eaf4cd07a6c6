"""Dashboard and alerts ask for figures that the program exports."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
import yaml

from tests.operations.known import FOLDER, PREFIX, exported


def queries() -> list[tuple[str, str]]:
    """Return every query of the dashboard and the alerts, with what it is for."""
    board = json.loads((FOLDER / "grafana-dashboard.json").read_text(encoding="utf-8"))
    asked = [
        (panel["title"], target["expr"]) for panel in board["panels"] for target in panel["targets"]
    ]
    rules = yaml.safe_load((FOLDER / "prometheus-rules.yaml").read_text(encoding="utf-8"))
    return asked + [
        (rule["alert"], rule["expr"]) for group in rules["groups"] for rule in group["rules"]
    ]


@pytest.mark.parametrize(("title", "query"), queries())
def test_a_query_asks_for_figures_and_labels_that_the_program_exports(
    title: str, query: str
) -> None:
    names = set(re.findall(rf"{PREFIX}\w+", query))
    assert names or title == "BriefingBotDown"
    known = exported()
    assert names <= known.keys()
    labels = {label for name in names for label in known[name][1]} | {"le", "job"}
    asked = {
        label.strip()
        for group in re.findall(r"\bby \(([^)]*)\)", query)
        for label in group.split(",")
    } | set(re.findall(r"[{,]\s*(\w+)\s*=", query))
    assert asked <= labels


def test_every_figure_is_on_the_dashboard_or_in_an_alert() -> None:
    asked = {name for _, query in queries() for name in re.findall(rf"{PREFIX}\w+", query)}
    ours = {
        name
        for name in exported()
        if name.startswith(PREFIX)
        and not name.startswith(f"{PREFIX}process_")
        and not name.endswith(("_sum", "_count"))
    }
    # a webhook has no polls; /health knows of both
    assert ours - asked <= {f"{PREFIX}last_poll_timestamp_seconds"}


@pytest.mark.skipif(not shutil.which("promtool"), reason="Prometheus is not installed")
def test_prometheus_understands_the_alerts() -> None:
    done = subprocess.run(
        ["promtool", "check", "rules", str(FOLDER / "prometheus-rules.yaml")], check=False
    )
    assert done.returncode == 0
