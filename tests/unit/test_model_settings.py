"""Which model the settings make, and what a provider's failures mean."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answering.prose.chat_model import (
    BUSY_SECONDS,
    DOWN_SECONDS,
    LONGEST_REST_SECONDS,
    failure_of,
    make_chat_model,
)
from assistant.answering.prose.prompts import ANSWER, REWRITE, prompt
from assistant.errors import PermanentError
from assistant.settings import Settings, load_settings
from tests.scripted_model import StatusError

LOCAL = "http://127.0.0.1:11434/v1"


def test_no_model_is_the_default() -> None:
    assert Settings().llm_model is None


def test_a_key_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LLM_API_KEY", "very-secret")
    settings = load_settings()
    assert settings.llm_api_key is not None
    assert "very-secret" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_a_known_provider_is_told_by_the_name() -> None:
    model: Any = make_chat_model(Settings(llm_model="gpt-4o-mini", llm_api_key="x"))  # type: ignore[arg-type]
    assert (type(model).__name__, model.max_tokens, model.max_retries) == ("ChatOpenAI", 700, 0)


def test_an_openai_compatible_endpoint_with_a_name_that_holds_a_colon() -> None:
    model: Any = make_chat_model(Settings(llm_model="llama3.1:8b", llm_base_url=LOCAL, llm_max_tokens=99))
    assert (model.model_name, model.openai_api_base) == ("llama3.1:8b", LOCAL)
    assert (model.max_retries, model.temperature, model.stream_usage) == (0, 0, True)
    assert model.extra_body == {"max_tokens": 99}


def test_a_model_that_no_provider_is_known_for() -> None:
    with pytest.raises(PermanentError, match="ASSISTANT_LLM_MODEL") as caught:
        make_chat_model(Settings(llm_model="no-such-model"))
    assert caught.value.code == "bad_llm_setting"


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object, **__: object) -> None:
        raise ImportError("langchain_openai")

    monkeypatch.setattr("langchain.chat_models.init_chat_model", absent)
    with pytest.raises(PermanentError, match=r"knowledge-assistant\[llm\]"):
        make_chat_model(Settings(llm_model="mistral", llm_base_url=LOCAL))


@pytest.mark.parametrize(
    ("error", "notice", "rest"),
    [
        (StatusError(429, {"retry-after": "7"}), "model_busy", 7.0),
        (StatusError(429), "model_busy", BUSY_SECONDS),
        (StatusError(429, {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}), "model_busy", BUSY_SECONDS),
        (StatusError(429, {"retry-after": "999999"}), "model_busy", LONGEST_REST_SECONDS),
        (StatusError(503, {"retry-after": "3"}), "model_busy", 3.0),
        (StatusError(503), "model_unavailable", DOWN_SECONDS),
        (StatusError(400), "model_unavailable", 0.0),
        (TimeoutError(), "model_unavailable", DOWN_SECONDS),
    ],
)
def test_what_a_failure_means(error: Exception, notice: str, rest: float) -> None:
    failure = failure_of(error)
    assert (failure.notice, failure.rest_seconds) == (notice, rest)


@pytest.mark.parametrize("name", [ANSWER, REWRITE])
def test_a_prompt_has_two_parts_and_carries_its_version(name: str) -> None:
    values = dict.fromkeys(("language", "fence", "sources", "question", "history"), "$fence")
    system, user = prompt(name).messages(**values)
    assert name.endswith(".v1")
    assert (system.type, user.type) == ("system", "human")
    assert "# User" not in system.text + user.text
    assert "$question" not in user.text


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        prompt(ANSWER).messages(language="Finnish")
