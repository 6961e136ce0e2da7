"""How fast, how much memory: `python -m scripts.bench --data-dir data`, on a data folder that has been indexed.

Starts `assistant serve` as a process of its own and asks it over loopback, one question at a time; then measures the
embedding model alone and inside the writing of documents. Everything runs on this machine, so the figures are its.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.bootstrap import build_library
from assistant.documents import Chunk, Document
from assistant.embedding import make_embedder
from assistant.index.library import Library
from assistant.index.passages import embedded_texts
from assistant.settings import Settings, load_settings

QUESTIONS = (
    "Miten alkumittaus tehdään?",
    "Mitkä haut ovat nyt auki?",
    "Paljonko on omarahoitusosuus?",
    "Mitä hyviä käytäntöjä on etätyön johtamiseen?",
    "Kuinka monta hanketta ohjelmassa on?",
    "Milloin seurantalomake on palautettava?",
    "Miten työkykyä tuetaan pienissä yrityksissä?",
    "Mikä on THT-malli?",
    "Kuka voi hakea rahoitusta?",
    "Mitä hankekahveilla tehdään?",
    "Miten hyvä käytäntö kuvataan?",
    "Mitä kyselyssä kysyttiin palautumisesta?",
    "Hur görs den inledande mätningen?",
    "Vilka utlysningar är öppna nu?",
    "Hur stor är självfinansieringen?",
    "Vilken god praxis finns för att leda distansarbete?",
    "Vem kan söka finansiering?",
    "När ska uppföljningsblanketten lämnas in?",
    "Hur stöds arbetsförmågan i små företag?",
    "Vad visar kompetenskartläggningen?",
    "How is the baseline measurement done?",
    "Which calls are open now?",
    "How much own funding is needed?",
    "What good practices are there for leading remote work?",
    "Who can apply for funding?",
    "What did the survey say about recovery from work?",
    "How is AI used at work?",
    "What support is there for partial work ability?",
    "Milloin Helsingin seuraava metrolinja avataan?",
    "What is the capital of Australia?",
)
WARM_UP = ("Mitä hanke tekee?", "Vad gör projektet?")
EMBEDDED_PASSAGES = 40
"""Passages, with their sentences, that the model is timed on."""


@dataclass(frozen=True, slots=True)
class Timing:
    """One question: milliseconds to the whole answer, to the first event, and by step."""

    answer: float
    first_event: float
    steps: dict[str, float]


@dataclass(frozen=True, slots=True)
class Throughput:
    """Texts a second: the model alone, and while documents are written."""

    texts: int
    bare: float
    writing: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, default=Path("data"), help="an indexed data folder")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    arguments = parser.parse_args()
    settings = load_settings(data_dir=arguments.data_dir)

    with served(settings.data_dir) as (address, process, ready_seconds):
        for question in WARM_UP:
            measure(address, question)
        timings = [measure(address, question) for question in track(QUESTIONS, "Asking", console=Console(stderr=True))]
        memory = peak_memory(process.pid)
        documents = httpx.get(f"{address}/api/v1/status").json()["documents"]
    throughput = embedder_throughput(settings)
    figures = {
        "documents": documents,
        "cores": len(os.sched_getaffinity(0)),
        "ready_seconds": round(ready_seconds, 1),
        "peak_memory_mb": memory,
        "answer_ms": spread([timing.answer for timing in timings]),
        "first_event_ms": spread([timing.first_event for timing in timings]),
        "steps_ms": {name: spread(values) for name, values in by_step(timings).items()},
        "embedding_texts_per_second": {"bare": round(throughput.bare, 1), "writing": round(throughput.writing, 1)},
    }
    if arguments.json:
        sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    else:
        show(figures, throughput)


@contextmanager
def served(data_dir: Path) -> Iterator[tuple[str, subprocess.Popen[str], float]]:
    """A server process on a free port: its address, itself, and the seconds until it was ready."""
    start = time.perf_counter()
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0", "--json"]
    with subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--data-dir", str(data_dir)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            address = json.loads(process.stdout.readline())["address"]
            while httpx.get(f"{address}/readyz").status_code != httpx.codes.OK:
                time.sleep(0.05)
            yield address, process, time.perf_counter() - start
        finally:
            process.terminate()


def measure(address: str, question: str) -> Timing:
    """Asks twice: once for the whole answer, once for the stream."""
    body = {"question": question}

    def whole() -> httpx.Response:
        return client.post("/api/v1/chat", json=body)

    def until_first_event() -> httpx.Response:
        with client.stream("POST", "/api/v1/chat", json=body, headers={"Accept": "text/event-stream"}) as stream:
            next(stream.iter_lines())
            return stream

    with httpx.Client(base_url=address, timeout=60) as client:
        response, answer = timed(whole)
        _, first_event = timed(until_first_event)
    return Timing(answer, first_event, response.json()["timings"])


def timed(send: Callable[[], httpx.Response]) -> tuple[httpx.Response, float]:
    """A response and its milliseconds; while the rate limit is used up it waits and sends again."""
    while True:
        start = time.perf_counter()
        response = send()
        milliseconds = (time.perf_counter() - start) * 1000
        if response.status_code != httpx.codes.TOO_MANY_REQUESTS:
            return response.raise_for_status(), milliseconds
        time.sleep(int(response.headers["Retry-After"]))


def by_step(timings: list[Timing]) -> dict[str, list[float]]:
    """Milliseconds of each step, over the questions that took it."""
    steps: dict[str, list[float]] = defaultdict(list)
    for timing in timings:
        for name, milliseconds in timing.steps.items():
            steps[name].append(milliseconds)
    return steps


def spread(values: list[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
    }


def peak_memory(pid: int) -> int:
    """The most memory that a process has held, in megabytes (Linux: VmHWM)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    raise SystemExit("This system does not tell the peak memory of a process.")


def embedder_throughput(settings: Settings) -> Throughput:
    """Times the model on texts of the index: alone, then in a library in a temporary folder."""
    library = build_library(settings)
    documents = sample(library)
    library.close()
    texts = [
        text for document, chunks in documents for chunk in chunks for text in embedded_texts(document.title, chunk)
    ]
    embedder = make_embedder(settings.embedding_model)
    embedder.passages(texts[:8])
    start = time.perf_counter()
    embedder.passages(texts)
    bare = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        empty = build_library(Settings(data_dir=Path(folder)), embedder=embedder)
        start = time.perf_counter()
        for document, chunks in documents:
            empty.put(document, chunks)
        writing = time.perf_counter() - start
        empty.close()
    return Throughput(len(texts), len(texts) / bare, len(texts) / writing)


def sample(library: Library) -> list[tuple[Document, list[Chunk]]]:
    """Documents of the index with about `EMBEDDED_PASSAGES` passages in all."""
    found: list[tuple[Document, list[Chunk]]] = []
    wanted = EMBEDDED_PASSAGES
    for record in library.documents():
        chunks = library.chunks(record.id)[:wanted]
        document = Document(
            record.id,
            record.uri,
            record.title,
            record.kind,
            record.language,
            record.published,
            record.metadata,
            record.digest,
            record.media_type,
            (),
        )
        found.append((document, chunks))
        wanted -= len(chunks)
        if not wanted:
            return found
    if not found:
        raise SystemExit("The index is empty. Fill it with: assistant ingest PATH")
    return found


def show(figures: dict[str, object], throughput: Throughput) -> None:
    console = Console()
    table = Table("Milliseconds", "median", "95th percentile", title="Answers over HTTP, warm", title_justify="left")
    rows = {"whole answer": figures["answer_ms"], "first event": figures["first_event_ms"]}
    steps = figures["steps_ms"]
    assert isinstance(steps, dict)
    for name, values in {**rows, **{f"step: {name}": values for name, values in steps.items()}}.items():
        assert isinstance(values, dict)
        table.add_row(name, f"{values['median']:.0f}", f"{values['p95']:.0f}")
    console.print(table)
    console.print(
        f"{len(QUESTIONS)} questions in Finnish, Swedish and English on {figures['documents']} documents, "
        f"{figures['cores']} cores\n"
        f"Ready after {figures['ready_seconds']} s · peak memory of the server {figures['peak_memory_mb']} MB\n"
        f"Embedding {throughput.bare:.1f} texts/s alone, {throughput.writing:.1f} texts/s while documents are written "
        f"({throughput.texts} passages and sentences)"
    )


if __name__ == "__main__":
    main()
