"""The real web service over an assistant that says exactly what a test has written for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Event, Thread

import uvicorn
from starlette.types import ASGIApp

from api.app import create_app
from api.service import Service
from api.serving import listen
from assistant.answering.answer import (
    Answer,
    AnswerEvent,
    AnswerStatus,
    Citation,
    Completed,
    SourcesFound,
    TextDelta,
)
from assistant.answering.conversation.exchange import Exchange
from assistant.documents import Chunk, DocumentKind, Filters, SearchResult
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, record

REPORT = record("reports/vuosiraportti-2025.pdf", title="Vuosiraportti 2025", published=date(2026, 3, 15))


def released() -> Event:
    """An event that nobody has to wait for."""
    event = Event()
    event.set()
    return event


@dataclass
class Script:
    """What becomes of one question.

    Attributes:
        answer: The last event.
        deltas: What is streamed before it.
        hold: The stream waits for this before its last event.
        failure: Raised instead of the last event; before the first one when there are no deltas.
    """

    answer: Answer | None = None
    deltas: tuple[str, ...] = ()
    hold: Event = field(default_factory=released)
    failure: Exception | None = None


class ScriptedAssistant(FakeAssistant):
    """Answers by script; of several scripts for one question the last one stays."""

    def __init__(self, library: FakeLibrary) -> None:
        super().__init__(library)
        self.scripts: dict[str, list[Script]] = {}
        self.holds: list[Event] = []

    def stream(
        self,
        question: str,
        *,
        language: str | None = None,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        history: Sequence[Exchange] = (),
    ) -> Iterator[AnswerEvent]:
        self.asked.append((question, language, filters))
        self.histories.append(tuple(history))
        scripts = self.scripts[question]
        script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        self.holds.append(script.hold)
        if script.failure and not script.deltas:
            raise script.failure
        yield SourcesFound(script.answer.results if script.answer else ())
        for text in script.deltas:
            yield TextDelta(text)
        script.hold.wait()
        if script.failure:
            raise script.failure
        if script.answer:
            yield Completed(script.answer)


@dataclass
class ScriptedService:
    """A running service.

    Attributes:
        url: Its address, e.g. "http://127.0.0.1:43211".
        state: What `/api/v1/status` tells of.
    """

    url: str
    state: Service
    assistant: ScriptedAssistant

    def on(self, question: str, *scripts: Script) -> None:
        """From now on `question` is answered by these scripts, one after the other."""
        self.assistant.scripts[question] = list(scripts)

    @property
    def asked(self) -> list[tuple[str, str | None]]:
        """The questions that came, with the language that was wished for."""
        return [(question, language) for question, language, _ in self.assistant.asked]


@contextmanager
def scripted_service(*, documents: int = 1) -> Iterator[ScriptedService]:
    """A running service without scripts, with one document or none."""
    library = FakeLibrary()
    if documents:
        library.add(REPORT)
    assistant = ScriptedAssistant(library)
    state = Service(assistant)
    with serving(create_app(state, Settings())) as url:
        yield ScriptedService(url, state, assistant)
        for hold in assistant.holds:
            hold.set()


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Serves `app` on a free loopback port; its address is given."""
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def answer(
    text: str,
    *citations: Citation,
    status: str = "answered",
    results: tuple[SearchResult, ...] = (),
    suggestions: tuple[str, ...] = (),
) -> Answer:
    """An answer in Finnish."""
    return Answer(AnswerStatus(status), "fi", text, citations, results, {}, suggestions)


def citation(marker: int, quote: str) -> Citation:
    """Of page 7 of a Finnish report; `dataclasses.replace` makes another."""
    return Citation(
        marker=marker,
        chunk_id=f"{REPORT.id}.dddddddd.{marker}",
        document_id=REPORT.id,
        title=REPORT.title,
        kind=REPORT.kind,
        language=REPORT.language,
        published=REPORT.published,
        uri=REPORT.uri,
        page=7,
        headings=("Tulokset", "Mittaukset"),
        quote=quote,
    )


def swedish_citation(marker: int, quote: str) -> Citation:
    """Of a Swedish guide without pages, which has a newer edition."""
    return replace(
        citation(marker, quote),
        title="Mätguide",
        kind=DocumentKind.GUIDE,
        language="sv",
        uri="guides/matguide.docx",
        page=None,
        superseded_by=REPORT.id,
    )


def result(uri: str, title: str) -> SearchResult:
    """A passage on page 2 of a guide."""
    guide = record(uri, title=title, kind=DocumentKind.GUIDE)
    return SearchResult(Chunk(f"{guide.id}.dddddddd.0", guide.id, 0, (), 2, "Teksti.", "c" * 64), guide, 0.4)
