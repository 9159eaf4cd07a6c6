"""What systemd hears of the bot, over real sockets."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest

from bot.monitor.service_manager import ServiceManager
from bot.settings import Settings
from tests.fakes.service_manager import FakeServiceManager


@pytest.mark.parametrize("abstract", [True, False])
def test_what_is_told_arrives(tmp_path: Path, abstract: bool) -> None:
    with FakeServiceManager(None if abstract else tmp_path) as systemd:
        manager = ServiceManager(systemd.address)
        manager.alive()
        assert systemd.hear() == ["EXTEND_TIMEOUT_USEC=60000000", "STATUS=Asking Telegram"]
        systemd.told.clear()
        manager.ready("harbour_bot")
        manager.alive()
        manager.stopping()
        manager.stopping()
        assert systemd.hear() == [
            "READY=1",
            "STATUS=Serving as @harbour_bot",
            "WATCHDOG=1",
            "STOPPING=1",
            "STATUS=Ending what is under way",
        ]


def test_without_systemd_nothing_is_said() -> None:
    manager = ServiceManager.of(Settings.from_env({}).systemd)
    assert manager == ServiceManager()
    manager.ready("harbour_bot")
    manager.alive()
    assert manager.often == float("inf")


def test_nobody_who_listens_holds_it_up(tmp_path: Path) -> None:
    ServiceManager(str(tmp_path / "gone")).alive()
    ServiceManager(f"@{'x' * 300}").alive()
    with FakeServiceManager() as systemd:
        manager = ServiceManager(systemd.address)
        for _ in range(5000):  # more than the socket holds
            manager.alive()
        assert 0 < len(systemd.hear()) < 10_000


def test_how_often_a_sign_of_life_is_wanted() -> None:
    told = {"NOTIFY_SOCKET": "@systemd", "WATCHDOG_USEC": "9000000"}
    manager = ServiceManager.of(Settings.from_env(told).systemd)
    assert (manager.address, manager.often) == ("@systemd", 3.0)
    ours = ServiceManager.of(told | {"WATCHDOG_PID": str(os.getpid())})
    assert ours.limit == 9
    anothers = ServiceManager.of(told | {"WATCHDOG_PID": str(os.getppid())})
    assert anothers.limit is None
    assert ServiceManager.of(told | {"WATCHDOG_USEC": "soon"}).limit is None


def test_no_socket_is_left_open(tmp_path: Path) -> None:
    with FakeServiceManager(tmp_path) as systemd:
        manager = ServiceManager(systemd.address)
        before = psutil.Process().num_fds()
        for _ in range(20):
            manager.alive()
        assert psutil.Process().num_fds() == before
