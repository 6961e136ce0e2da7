"""The guide to the HTTP API, made from its OpenAPI description: no script, nothing fetched from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from api.pages.html import Markup, element, join, page


def reference_page(openapi: Mapping[str, Any]) -> str:
    """The guide as a page.

    Args:
        openapi: The description, as `FastAPI.openapi()` gives it.
    """
    info = openapi["info"]
    operations = [
        _operation(method.upper(), path, operation, openapi)
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    ]
    return page(
        info["title"],
        "en",
        element("nav", element("a", "Knowledge assistant", href="/")),
        element(
            "main",
            element("h1", info["title"]),
            *(element("p", line, class_="text") for line in info["description"].split("\n\n")),
            element("p", "Machine-readable: ", element("a", "OpenAPI", href="/api/v1/openapi.json")),
            *operations,
        ),
    )


def _operation(method: str, path: str, operation: Mapping[str, Any], openapi: Mapping[str, Any]) -> Markup:
    return element(
        "section",
        element("h2", operation["summary"]),
        element("p", element("code", f"{method} {path}")),
        element("p", operation.get("description", "")),
        element("p", operation["responses"].get("200", {}).get("description", "")),
        _parameters(operation.get("parameters", [])),
        *_examples(operation, openapi),
    )


def _parameters(parameters: list[Mapping[str, Any]]) -> Markup:
    if not parameters:
        return Markup()
    rows = [
        element(
            "tr",
            element("td", element("code", parameter["name"])),
            element("td", parameter.get("description", "")),
            element("td", "required" if parameter.get("required") else "optional"),
        )
        for parameter in parameters
    ]
    head = element("tr", *(element("th", name, scope="col") for name in ("Parameter", "Meaning", "")))
    return element("table", element("thead", head), element("tbody", *rows))


def _examples(operation: Mapping[str, Any], openapi: Mapping[str, Any]) -> Iterator[Markup]:
    """What is sent and what comes back, as far as the description has examples."""
    bodies = {"Request": operation.get("requestBody", {}), "Response": operation["responses"].get("200", {})}
    for label, body in bodies.items():
        for media_type, content in body.get("content", {}).items():
            shown = content.get("example", _schema_example(content.get("schema", {}), openapi))
            if shown is not None:
                text = shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False, indent=2)
                yield join(element("h3", f"{label}: {media_type}"), element("pre", text, tabindex="0"))


def _schema_example(schema: Mapping[str, Any], openapi: Mapping[str, Any]) -> Any:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    examples = openapi["components"]["schemas"].get(name, {}).get("examples", [None])
    return examples[0]
