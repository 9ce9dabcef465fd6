"""What all tests share: a test database that a later run can use again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.browser import browser, chromium  # noqa: F401 – fixtures for all tests


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_createdb: bool, django_db_keepdb: bool
) -> None:
    """Before Django looks for its test database, there is one, unless --create-db asks for its own."""
    if django_db_keepdb and not django_db_createdb:
        databases.provide(databases.default_config())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Put back what migrations wrote (root page, permissions) after tests that emptied the tables.

    Tests with real transactions (live server, backup) end with a flush; with --reuse-db the next run would begin
    without the rows that migrations made.
    """
    with django_db_blocker.unblock():
        if _is_flushed():  # a run was killed before it could put things back
            connection.close()
            connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=False)
    _restore_onto_empty_tables()
    yield
    with django_db_blocker.unblock():
        contents = getattr(connection, "_test_serialized_contents", "")
        if contents and _is_flushed():
            connection.creation.deserialize_db_from_string(contents)
        connection.close()


@pytest.fixture(autouse=True)
def german() -> None:
    """Each test begins in the city's language: whoever opened an English page before left it active."""
    translation.deactivate()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches a database, and what may depend on which: the rest ran with SQLite and would say
    the same again.
    """
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") or config.option.markexpr == "browser":
        return
    kept = [item for item in items if _touches_database(item) and not item.get_closest_marker("one_database")]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _touches_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    fixtures = {"db", "transactional_db", "django_db_setup", "live_server"}
    return item.get_closest_marker("django_db") is not None or bool(names & fixtures)


def _restore_onto_empty_tables() -> None:
    """Tests with `serialized_rollback` get the saved rows back. A flush by an earlier test has made content types and
    permissions anew, under other keys than the saved rows name: those go first.
    """
    restore = connection.creation.deserialize_db_from_string

    def empty_and_restore(data: str) -> None:
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        restore(data)

    connection.creation.deserialize_db_from_string = empty_and_restore  # type: ignore[method-assign]


def _is_flushed() -> bool:
    from wagtail.models import Page

    return not Page.objects.exists()
