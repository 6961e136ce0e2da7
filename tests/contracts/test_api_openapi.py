"""What the OpenAPI description promises: examples that are whole, every route described, the supported languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from api import catalogue_schemas, problems, schemas
from api.app import create_app
from api.calls import schemas as call_schemas
from api.similar import schemas as similar_schemas
from assistant.language import SUPPORTED
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary

OPENAPI: dict[str, Any] = create_app(FakeAssistant(FakeLibrary()), Settings()).openapi()
MODELS: dict[str, type[BaseModel]] = {
    name: model
    for module in (schemas, catalogue_schemas, call_schemas, similar_schemas, problems)
    for name, model in vars(module).items()
    if isinstance(model, type) and issubclass(model, BaseModel)
}
EXAMPLES = [
    (name, example)
    for name, schema in OPENAPI["components"]["schemas"].items()
    for example in schema.get("examples", [])
]
OPERATIONS = [
    (f"{method.upper()} {path}", operation)
    for path, methods in OPENAPI["paths"].items()
    for method, operation in methods.items()
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_an_example_is_what_its_schema_says(name: str, example: Any) -> None:
    model = MODELS[name].model_validate_json(json.dumps(example), strict=True)
    assert model.model_dump(mode="json", exclude_unset=True) == example


def test_the_shapes_that_clients_meet_have_examples() -> None:
    wanted = {"ChatRequest", "Answer", "SearchResponse", "DocumentList", "DocumentText", "Status", "Problem"}
    wanted |= {"CallList", "FundingCall", "SimilarProjects"}
    assert wanted <= {name for name, _ in EXAMPLES}


@pytest.mark.parametrize(("name", "operation"), OPERATIONS, ids=[name for name, _ in OPERATIONS])
def test_every_operation_and_parameter_is_described(name: str, operation: dict[str, Any]) -> None:
    assert operation["summary"]
    assert operation["description"]
    assert all(parameter["description"] for parameter in operation.get("parameters", [])), name


def test_every_operation_is_explained_in_the_documentation() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
    for name, _ in OPERATIONS:
        assert f"`{name}`" in guide


def test_answers_may_be_asked_for_in_all_supported_languages() -> None:
    assert set(get_args(schemas.LanguageCode)) == {language.code for language in SUPPORTED}


def test_chat_promises_json_and_events() -> None:
    content = OPENAPI["paths"]["/api/v1/chat"]["post"]["responses"]["200"]["content"]
    assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/Answer"}
    schemas.Answer.model_validate(content["application/json"]["example"] | {})
    assert "event: completed" in content["text/event-stream"]["example"]
