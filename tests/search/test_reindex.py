"""`roterfaden reindex`, the periodic job and the setting."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from roterfaden.operation.jobs import all_jobs
from roterfaden.operation.leases import lease
from roterfaden.search.actions import enqueue
from roterfaden.search.engines.base import Engine, Request
from roterfaden.search.indexer import LEASE
from roterfaden.search.models import PendingDocument
from roterfaden.search.query import parse
from roterfaden.settings.env import SettingError
from roterfaden.settings.search import search_engine
from tests.search.conftest import make_thing

pytestmark = pytest.mark.usefixtures("things")
SQLITE = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
POSTGRES = {"default": {"ENGINE": "django.db.backends.postgresql"}}


def reindex(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("reindex", *arguments, stdout=out)
    return out.getvalue()


def test_everything_is_indexed_and_counted(index: Engine) -> None:
    make_thing("Hafen")
    assert "1 documents indexed" in reindex()
    assert index.search(Request(parse("Hafen"))).total == 1


def test_a_second_time_gives_the_same(index: Engine) -> None:
    make_thing("Hafen")
    reindex()
    reindex()
    assert index.search(Request(parse("Hafen"))).total == 1


def test_what_is_pending_is_brought_in_too(index: Engine) -> None:
    enqueue("thing", [make_thing("Hafen").pk])
    reindex()
    assert not PendingDocument.objects.exists()


def test_only_what_is_pending(index: Engine) -> None:
    index.create()
    make_thing("Markt", 1)
    enqueue("thing", [make_thing("Hafen", 2).pk])
    assert "1 documents indexed" in reindex("--pending")
    assert index.search(Request(parse("Markt"))).total == 0


def test_while_another_process_indexes_it_says_so(index: Engine) -> None:
    with lease(LEASE), pytest.raises(CommandError, match="Another process"):
        reindex()


def test_the_job_worker_follows(index: Engine) -> None:
    job = all_jobs()["search.drain"]
    index.create()
    assert job.when is not None
    assert not job.when()
    enqueue("thing", [make_thing("Hafen").pk])
    assert job.when()
    job.run()
    assert index.search(Request(parse("Hafen"))).total == 1


def test_auto_takes_the_database_that_is_there() -> None:
    assert search_engine("auto", SQLITE) == "embedded"
    assert search_engine("auto", POSTGRES) == "postgres"
    assert search_engine("embedded", POSTGRES) == "embedded"


@pytest.mark.parametrize("wanted", ["postgres", "solr", ""])
def test_an_impossible_engine_stops_the_start(wanted: str) -> None:
    with pytest.raises(SettingError, match="ROTERFADEN_SEARCH"):
        search_engine(wanted, SQLITE)
