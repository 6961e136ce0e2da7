"""The prompts: Markdown files in prompts/, each with its version in its name, which the answer carries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from string import Template

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

ANSWER = "answer.v1"
REWRITE = "rewrite.v1"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with `$names` to be filled in.

    Attributes:
        name: Of its file, e.g. "answer.v1".
        system: What the model is told of its task.
        user: What it is given.
    """

    name: str
    system: str
    user: str

    def messages(self, **values: str) -> list[BaseMessage]:
        """The messages to a model. A `$name` inside a value stays as it is.

        Args:
            **values: What fills the names; those that a part does not have are left out.

        Raises:
            KeyError: A name is not given.
        """
        return [
            SystemMessage(Template(self.system).substitute(values)),
            HumanMessage(Template(self.user).substitute(values)),
        ]


@lru_cache(maxsize=8)
def prompt(name: str) -> Prompt:
    """A prompt by the name of its file, without the suffix."""
    text = resources.files(__package__).joinpath("prompts", f"{name}.md").read_text(encoding="utf-8")
    system, _, user = text.partition("# User\n")
    return Prompt(name, system.removeprefix("# System\n").strip(), user.strip())
