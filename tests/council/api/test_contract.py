"""The interface keeps its word: the schema is a snapshot, and schemathesis finds nothing that breaks it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable

from tests.council import factories as make
from tests.council.oparl.city import make_lost

pytestmark = pytest.mark.one_database

SNAPSHOT = Path(__file__).parent / "openapi.json"


def test_the_schema_is_its_snapshot() -> None:
    found = json.dumps(Client().get("/api/v1/openapi.json").json(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if not SNAPSHOT.exists():
        SNAPSHOT.write_text(found, "utf-8")
    assert found == SNAPSHOT.read_text("utf-8"), "the contract changed: look at it, then delete the file"


def test_the_schema_is_openapi_3_1_and_read_only() -> None:
    schema = Client().get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert {method for methods in schema["paths"].values() for method in methods} == {"get"}
    assert all(row["get"]["summary"] and row["get"]["description"] for row in schema["paths"].values())


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """The handler leaves the test's database connection open, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def api_schema(city: dict[str, Any], kept_connection: None) -> Any:
    """The interface over a city with everything, read through the whole WSGI stack."""
    make_lost(city)
    make.make_revision(city["paper"])
    make.make_run(city["body"].source)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())


@pytest.mark.timeout(300)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
def test_schemathesis_finds_nothing(mode: Any, api_schema: Any) -> None:
    """One city for all operations: what makes this slow is building it, not asking."""
    asked = 0
    for path in api_schema:
        asked += ask(api_schema[path]["GET"], mode)
    assert asked > 100


def ask(operation: Any, mode: Any) -> int:
    """Ask one operation in many ways; how many."""
    asked = []

    @given(operation.as_strategy(generation_mode=mode))
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate()
        asked.append(case)

    try:
        check()
    except Unsatisfiable:
        assert mode is schemathesis.GenerationMode.NEGATIVE, "only what has no parameters cannot be asked wrongly"
    return len(asked)
