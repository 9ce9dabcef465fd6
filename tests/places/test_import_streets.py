"""Bringing a list of streets in: by the command, a second time, with few statements."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roterfaden.places import actions
from roterfaden.places.models import Street
from roterfaden.places.signals import districts_changed
from roterfaden.places.streetlist import StreetList, StreetRow
from tests.accounts.factories import make_user
from tests.places.factories import make_city, make_street

pytestmark = pytest.mark.django_db


def run(path: Path, *options: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("import_streets", str(path), *options, stdout=out, verbosity=0)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list with one wrong row."""
    path = tmp_path / "strassen.csv"
    path.write_text("Straße;Bezirk\nGeorgstraße;1\nUnbekannt;99\nLimmerstraße;Linden-Limmer\n", "utf-8")
    return path


def test_right_rows_are_written_and_wrong_ones_named(file: Path) -> None:
    make_city()

    said = run(file)

    assert "Zeile 3: Stadtbezirk „99“ ist nicht bekannt" in said
    assert "neu: 2" in said
    assert set(Street.objects.values_list("name", "district__number", "key")) == {
        ("Georgstraße", 1, "georgstrasse"),
        ("Limmerstraße", 3, "limmerstrasse"),
    }


def test_a_second_time_changes_nothing(file: Path) -> None:
    make_city()
    run(file)

    assert "neu: 0, geändert: 0, unverändert: 2, entfernt: 0, abgelehnt: 1" in run(file)
    assert Street.objects.count() == 2


def test_a_dry_run_writes_nothing(file: Path) -> None:
    make_city()

    said = run(file, "--dry-run", "--replace")

    assert "neu: 2" in said
    assert "Es wurde nichts geschrieben" in said
    assert Street.objects.count() == 0


def test_other_streets_stay_unless_they_shall_be_replaced(file: Path) -> None:
    make_street("Altstraße", make_city()[0])

    assert "entfernt: 0" in run(file)
    assert "entfernt: 1" in run(file, "--replace")
    assert not Street.objects.filter(name="Altstraße").exists()


@pytest.mark.parametrize("content", [b"", b"Strasse;Bezirk\nGeorgstr;99\n", b"a;b;c"])
def test_a_file_without_a_right_row_is_an_error(tmp_path: Path, content: bytes) -> None:
    make_city()
    (tmp_path / "x.csv").write_bytes(content)

    with pytest.raises(CommandError):
        run(tmp_path / "x.csv")


@pytest.mark.parametrize("name", ["fehlt.csv", ".", "a\x00b"])
def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="nicht lesbar"):
        run(tmp_path / name)


def test_ten_thousand_rows_take_few_statements() -> None:
    keys = [row.pk for row in make_city()]
    found = StreetList(tuple(StreetRow(f"Weg {n}", keys[n % 5]) for n in range(10_000)), (), 0, 0)
    told: list[list[int]] = []

    def hear(keys: list[int], **_more: object) -> None:
        told.append(sorted(keys))

    districts_changed.connect(hear)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        done = actions.import_streets(None, found)
    districts_changed.disconnect(hear)

    assert done.added == Street.objects.count() == 10_000
    assert len(seen) < 100
    assert told == [sorted(keys)]


def test_a_stranger_may_not() -> None:
    found = StreetList((StreetRow("Weg", make_city()[0].pk),), (), 0, 0)

    for user in (make_user("kim"), make_user("rat", "Ratsbüro")):
        with pytest.raises(PermissionDenied):
            actions.import_streets(user, found)
    assert Street.objects.count() == 0
