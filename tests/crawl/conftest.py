"""A portal that runs beside the tests of a module: filled once, emptied once.

The tests of such a module only look, so that they may share what an import or a browser took seconds to make.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from roterfaden.pages.setup import ensure_site
from roterfaden.search.indexer import rebuild
from tests import databases
from tests.browser import Chromium

Portal = Callable[[], str]


@pytest.fixture
def _django_db_helper(empty_portal: Path) -> None:
    """In place of pytest-django's own: no transaction around each test here, and nothing is emptied after it.

    The mark `django_db(transaction=True)` still has the test database made, and these tests run after all others.
    """


@pytest.fixture(scope="module")
def empty_portal(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """An empty portal with a folder of its own, open to this module's tests until they have ended."""
    home = tmp_path_factory.mktemp("portal")
    with django_db_blocker.unblock(), override_settings(SEARCH_ROOT=home / "search", HOME=home):
        cache.clear()
        ensure_site()
        rebuild()
        yield home
        databases.anew()
        cache.clear()


@pytest.fixture(scope="module")
def portal(empty_portal: Path) -> Iterator[str]:
    """The address of the empty portal on loopback, which is its public address too."""
    server = LiveServer("127.0.0.1", start=False)
    with server._live_server_modified_settings:
        server.start()
        log = logging.getLogger("roterfaden.request")
        log.setLevel(logging.ERROR)  # hundreds of lines about answers as they should be
        with override_settings(SITE_URL=server.url):
            yield server.url
        log.setLevel(logging.NOTSET)
        server.stop()


@pytest.fixture(scope="module")
def browsing(chromium: Browser, portal: str) -> Iterator[Chromium]:
    """Chromium at that portal."""
    yield Chromium(chromium, portal)
    for context in chromium.contexts:
        context.close()
