"""The official clients against the real server: OpenAI's over loopback, MCP's over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.test_api_server import PAGE, QUESTION, Server, served

TEXT = "Alkumittaus tehdään kuukauden kuluessa hankkeen aloituksesta."
PATIENCE_SECONDS = 240.0


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clients") / "data"


@pytest.fixture(scope="module")
def server(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("aineisto")
    (folder / "mittaus.html").write_text(PAGE.format(title="Alkumittaus", text=TEXT))
    with served(data_dir, "--sync", str(folder)) as running:
        running.wait_until_ready()
        yield running


def test_the_openai_client(server: Server) -> None:
    openai = pytest.importorskip("openai")
    client = openai.OpenAI(base_url=f"{server.address}/v1", api_key="none", timeout=PATIENCE_SECONDS, max_retries=0)
    (model,) = client.models.list().data
    messages = [{"role": "user", "content": QUESTION}]
    whole = client.chat.completions.create(model=model.id, messages=messages)
    text = whole.choices[0].message.content
    assert TEXT in text
    assert f"[1] Alkumittaus: {server.address}/documents/" in text
    assert whole.choices[0].message.knowledge_assistant["status"] == "answered"
    pieces = list(client.chat.completions.create(model=model.id, messages=messages, stream=True))
    streamed = "".join(piece.choices[0].delta.content or "" for piece in pieces)
    assert streamed == text
    assert pieces[-1].choices[0].finish_reason == "stop"
    with pytest.raises(openai.UnprocessableEntityError, match="question"):
        client.chat.completions.create(model=model.id, messages=[{"role": "user", "content": " "}])


def test_the_mcp_client(server: Server, data_dir: Path) -> None:
    mcp = pytest.importorskip("mcp")
    from mcp.client.stdio import StdioServerParameters, stdio_client

    del server  # it has filled the index
    command = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from api.cli import main; main()", "mcp", "--data-dir", str(data_dir)],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )

    async def talk() -> tuple[str, str]:
        async with mcp.Client(stdio_client(command), read_timeout_seconds=PATIENCE_SECONDS) as client:
            found = await client.call_tool("search", {"query": "alkumittaus"})
            answer = await client.call_tool("ask", {"question": QUESTION})
            return found.content[0].text, answer.content[0].text

    found, answer = asyncio.run(talk())
    assert TEXT in found
    assert TEXT in answer
    assert "[1] Alkumittaus · document" in answer
