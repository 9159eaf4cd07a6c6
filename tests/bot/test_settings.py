from __future__ import annotations

from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.settings import SAMPLES, Settings
from bot.values import SettingsError
from bot.variables import VARIABLES

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "123456:AAinvented-token-for-tests-0123456789"


def test_example_file_lists_every_setting_with_its_default_and_help() -> None:
    example = ROOT / ".env.example"
    assert dotenv_values(example) == {v.name: v.default for v in VARIABLES}
    text = example.read_text(encoding="utf-8")
    for variable in VARIABLES:
        assert f"# {variable.help}\n{variable.name}={variable.default}\n" in text


def test_the_example_file_itself_is_valid() -> None:
    values = {k: v or "" for k, v in dotenv_values(ROOT / ".env.example").items()}
    assert Settings.from_env(values) == Settings.from_env({})


def test_defaults_need_nothing() -> None:
    settings = Settings.from_env({})
    assert settings.token is None
    assert settings.briefings_dir == SAMPLES
    assert settings.samples
    assert settings.corpus_db == Path("data/corpus.db")


def test_own_folder_is_not_the_samples(tmp_path: Path) -> None:
    settings = Settings.from_env({"BRIEFINGS_DIR": str(tmp_path)})
    assert settings.briefings_dir == tmp_path
    assert not settings.samples


def test_where_the_folder_is_published() -> None:
    assert Settings.from_env({}).briefings_url is None
    settings = Settings.from_env({"BRIEFINGS_URL": "https://files.example/briefings/"})
    assert settings.briefings_url == "https://files.example/briefings"


def test_token_is_hidden_in_repr() -> None:
    settings = Settings.from_env({"TELEGRAM_BOT_TOKEN": TOKEN})
    assert settings.token == TOKEN
    assert TOKEN not in repr(settings)
    assert TOKEN not in str(settings)


def test_the_first_dictionary_that_exists_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "de-en"
    monkeypatch.setattr("bot.values.DICTIONARIES", (tmp_path / "none", file))
    assert Settings.from_env({}).dictionary is None
    file.write_text("Haus {n} :: house\n", encoding="utf-8")
    assert Settings.from_env({}).dictionary == file


def test_a_configured_dictionary_is_kept_even_if_missing(tmp_path: Path) -> None:
    settings = Settings.from_env({"DICTIONARY": str(tmp_path / "gone")})
    assert settings.dictionary == tmp_path / "gone"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://example.org"),
        ("BRIEFINGS_URL", "example.org/briefings"),
        ("BRIEFINGS_URL", "http://[broken"),
        ("MAX_FILE_MB", "0"),
        ("MAX_FILE_MB", "many"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_bad_value_names_the_setting_and_the_value(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as error:
        Settings.from_env({name: value})
    assert value in str(error.value)


def test_admins_are_numbers_however_they_are_set_apart() -> None:
    access = Settings.from_env({"ADMINS": "12, 345;6\n7"}).access
    assert access.admins == {12, 345, 6, 7}
    with pytest.raises(SettingsError, match="ADMINS is '@ada'"):
        Settings.from_env({"ADMINS": "@ada"})


def test_a_webhook_needs_a_secret() -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_SECRET must be 16 to 256"):
        Settings.from_env({"WEBHOOK_URL": "https://bot.example.org/telegram"})
    secret = "a-secret-of-sufficient-length"
    settings = Settings.from_env(
        {"WEBHOOK_URL": "https://bot.example.org/telegram", "WEBHOOK_SECRET": secret}
    )
    assert settings.webhook is not None
    assert settings.webhook.url == "https://bot.example.org/telegram"
    assert secret not in repr(settings)


def test_zero_days_and_no_monitor() -> None:
    settings = Settings.from_env({"KEEP_QUESTIONS_DAYS": "0", "MONITOR_PORT": "0"})
    assert settings.keep.questions == 0
    assert settings.monitor_port is None
    with pytest.raises(SettingsError, match="MONITOR_PORT is '70000'"):
        Settings.from_env({"MONITOR_PORT": "70000"})
