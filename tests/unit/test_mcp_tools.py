"""The tools for other assistants: what they find, and that every statement names its document and page."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from api.mcp_server import PAGE_OF_PASSAGES, Tools, make_server
from assistant.errors import PermanentError
from tests.fakes import FakeAssistant, FakeLibrary, record

mcp = pytest.importorskip("mcp", reason="the [mcp] extra is not installed")


def filled_library() -> FakeLibrary:
    library = FakeLibrary()
    library.add(record(), [(("Tulokset",), 4, "Hankkeista 80 prosenttia teki alkumittauksen.")])
    return library


def tools(library: FakeLibrary | None = None) -> Tools:
    return Tools(cast(Any, FakeAssistant(library or filled_library())), max_question_chars=50)


def called(name: str, **arguments: object) -> Any:
    """The result of a tool, asked for by the package's own client."""

    async def run() -> Any:
        async with mcp.Client(make_server(tools())) as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(run())


def test_the_client_finds_four_tools_that_change_nothing() -> None:
    async def run() -> Any:
        async with mcp.Client(make_server(tools())) as client:
            return await client.list_tools()

    listed = asyncio.run(run()).tools
    assert [tool.name for tool in listed] == ["search", "read_document", "calls", "ask"]
    assert all(tool.annotations.read_only_hint and tool.description for tool in listed)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("search", {"query": "teki alkumittauksen", "kinds": ["report"], "years": [2025]}),
        ("ask", {"question": "teki alkumittauksen"}),
    ],
)
def test_a_result_names_its_document_and_page(name: str, arguments: dict[str, Any]) -> None:
    result = called(name, **arguments)
    (content,) = result.content
    assert not result.is_error
    assert "Hankkeista 80 prosenttia teki alkumittauksen." in content.text
    assert "p. 4" in content.text
    assert record().id in content.text


def test_a_document_is_read_page_by_page() -> None:
    library = FakeLibrary()
    passages = [(("Luku",), number, f"Kappale {number}.") for number in range(PAGE_OF_PASSAGES + 5)]
    document = library.add(record(), passages)
    first = tools(library).read_document(document.id)
    assert "[p. 0 · Luku]\nKappale 0." in first
    assert first.endswith(f"There is more: read on with start={PAGE_OF_PASSAGES}.")
    rest = tools(library).read_document(document.id, start=PAGE_OF_PASSAGES)
    assert "Kappale 44." in rest
    assert "There is more" not in rest


def test_no_calls_are_told_with_the_moment() -> None:
    assert "Helsinki time" in called("calls").content[0].text
    assert "No such calls." in called("calls").content[0].text


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("read_document", {"document_id": "ffff"}, "no document 'ffff'"),
        ("ask", {"question": "x" * 51}, "1 to 50 characters"),
        ("search", {"query": "  "}, "1 to 50 characters"),
        ("search", {"query": "x", "limit": 1000}, "limit"),
    ],
)
def test_a_wrong_call_is_told(name: str, arguments: dict[str, Any], says: str) -> None:
    result = called(name, **arguments)
    assert result.is_error
    assert says in result.content[0].text


def test_nothing_found() -> None:
    assert tools(FakeLibrary()).search("mitä") == "Nothing was found."


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "mcp.server.mcpserver", None)
    with pytest.raises(PermanentError, match=r"knowledge-assistant\[mcp\]"):
        make_server(tools())
