"""The language model behind its settings, and what its failures mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import PermanentError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.settings import Settings

BUSY_SECONDS = 5.0
"""How long a busy model is left in peace when it does not say."""
DOWN_SECONDS = 15.0
"""How long a model that failed is not asked again: else each reader would wait for the same time-out."""
LONGEST_REST_SECONDS = 600.0


def make_chat_model(settings: Settings) -> BaseChatModel:
    """The model that the settings name, through LangChain.

    With a base URL it is an OpenAI-compatible endpoint; without one LangChain tells the provider by the model's name
    ("gpt-…", or "provider:model").

    Args:
        settings: With `llm_model` set.

    Raises:
        PermanentError: The package for the provider is not installed, or the settings do not go together.
    """
    from langchain.chat_models import init_chat_model  # noqa: PLC0415 - only when a model is wanted

    assert settings.llm_model is not None  # noqa: S101 - the caller has looked
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
    options: dict[str, object] = {
        "temperature": 0,
        "timeout": settings.llm_timeout_seconds,
        "max_retries": 0,  # a failure is answered with quotations at once
    }
    if settings.llm_base_url:
        options |= {
            "model_provider": "openai",
            "base_url": settings.llm_base_url,
            "api_key": key or "none",
            "stream_usage": True,
            # LangChain sends its `max_tokens` as `max_completion_tokens`, which llama-cpp-python passes over.
            "extra_body": {"max_tokens": settings.llm_max_tokens},
        }
    else:
        options |= {"max_tokens": settings.llm_max_tokens, **({"api_key": key} if key else {})}
    try:
        model: BaseChatModel = init_chat_model(settings.llm_model, **options)  # type: ignore[call-overload]
    except ImportError as error:
        raise PermanentError(
            "llm_extra_missing",
            f"The language model {settings.llm_model!r} needs a package that is not installed.",
            'Install it with: pip install "knowledge-assistant[llm]"',
        ) from error
    except Exception as error:
        raise PermanentError(
            "bad_llm_setting",
            f"The language model {settings.llm_model!r} cannot be used: {error}",
            "Check ASSISTANT_LLM_MODEL, ASSISTANT_LLM_BASE_URL and ASSISTANT_LLM_API_KEY; docs/llm.md has examples.",
        ) from error
    return model


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a model gave no answer.

    Attributes:
        notice: Message that the reader is told, a key of words/model.yaml.
        rest_seconds: How long it should not be asked again; 0 for at once.
    """

    notice: str
    rest_seconds: float = 0.0


def failure_of(error: Exception) -> Failure:
    """What an error of a model means. Providers' errors differ; an HTTP status is where most of them have it."""
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None) or getattr(response, "status_code", None)
    if status == 429 or (status == 503 and _retry_after(response)):
        rest = _retry_after(response) or BUSY_SECONDS
        return Failure("model_busy", min(rest, LONGEST_REST_SECONDS))
    if isinstance(status, int) and 400 <= status < 500:  # a wrong key or a prompt too long: the next may do better
        return Failure("model_unavailable")
    return Failure("model_unavailable", DOWN_SECONDS)


def _retry_after(response: object) -> float | None:
    """Seconds of a Retry-After header; None when there is none, or a date."""
    headers = getattr(response, "headers", None) or {}
    value = headers.get("retry-after") or headers.get("Retry-After") or ""
    return float(value) if re.fullmatch(r"\d+(?:\.\d+)?", value) else None
