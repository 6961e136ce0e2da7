from pathlib import Path

import pytest

from assistant.errors import PermanentError
from assistant.settings import Settings, load_settings


def test_an_unknown_variable_is_refused_with_the_nearest_known_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATADIR", "x")
    with pytest.raises(PermanentError, match=r"no setting ASSISTANT_DATADIR.*ASSISTANT_DATA_DIR"):
        load_settings()


def test_a_variable_like_no_other_points_to_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_QQQQQQQQQQ", "x")
    with pytest.raises(PermanentError, match=r"README\.md"):
        load_settings()


def test_a_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "9001")
    assert load_settings().port == 9001


def test_a_bad_value_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "many")
    with pytest.raises(PermanentError, match="ASSISTANT_PORT"):
        load_settings()


def test_a_list_that_is_no_json_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_ALLOWED_ORIGINS", "https://www.example.fi")
    with pytest.raises(PermanentError, match=r"ASSISTANT_ALLOWED_ORIGINS: .*JSON") as caught:
        load_settings()
    assert caught.value.code == "bad_setting"


def test_overrides_win_and_none_is_no_override(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "9000")
    settings = load_settings(data_dir=Path("here"), port=None)
    assert (settings.data_dir, settings.port) == (Path("here"), 9000)


def test_the_readme_lists_every_setting() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    missing = [name for name in Settings.model_fields if f"`ASSISTANT_{name.upper()}`" not in readme]
    assert not missing
