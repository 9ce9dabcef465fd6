"""What all tests share: a test database that a later run can use again."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests import databases
from tests.browser import browser, chromium  # noqa: F401 – fixtures for all tests

# A busy machine is no fault of the code: how long things take is measured by `make bench`, never here.
hypothesis_settings.register_profile("roterfaden", deadline=None)
hypothesis_settings.load_profile("roterfaden")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_createdb: bool, django_db_keepdb: bool
) -> None:
    """Before Django looks for its test database, there is one, unless --create-db asks for its own."""
    if django_db_keepdb and not django_db_createdb:
        databases.provide(databases.default_config())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Tests with real transactions (live server, several threads, backup) leave a fresh copy of the template behind."""
    TransactionTestCase._fixture_teardown = lambda _test: databases.anew()  # type: ignore[method-assign]


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
