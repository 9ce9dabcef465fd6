"""Files and sources: look first, take then, in short transactions, again without harm."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from roterfaden.kit.http import Manners, polite_client
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators import importing
from roterfaden.strategy.indicators.fetching import add_source, is_due, read_source, run_due, switch_source
from roterfaden.strategy.models import Indicator, Observation, SourceRun, ValueSource
from tests.strategy.indicators.factories import make_editor, make_indicator, make_values

pytestmark = pytest.mark.django_db
State = SourceRun.State


def preview(user: Any, text: str, indicator: Indicator | None = None, kind: str = "csv", **options: Any) -> SourceRun:
    return importing.preview_upload(user, io.BytesIO(text.encode()), "werte.csv", kind, indicator, options)


def test_a_preview_changes_nothing_and_says_what_would_change() -> None:
    indicator, editor = make_indicator(), make_editor()
    make_values(indicator, 36, 38, first=2024)
    run = preview(editor, "Jahr;Wert\n2023;31\n2024;36\n2025;39,5\nx;1\n", indicator)
    assert run.state == State.PREVIEW
    assert run.counts == {"rows": 4, "new": 1, "revised": 1, "equal": 1, "refused": 1}
    assert run.refused[0]["line"] == 5
    assert [(row["period"], row["old"], row["value"]) for row in run.sample_rows] == [
        ("2025", "38", "39.5"),
        ("2023", None, "31"),
    ]
    assert Observation.objects.count() == 2


def test_taking_keeps_the_right_rows_and_forgets_the_file() -> None:
    indicator, editor = make_indicator(), make_editor()
    run = importing.take_upload(editor, preview(editor, "Jahr;Wert\n2024;36\n2025;=1\n", indicator))
    indicator.refresh_from_db()
    assert (run.state, run.payload) == (State.PARTIAL, None)
    assert run.message == "1 neuer Wert, 1 Zeile abgelehnt"
    assert (indicator.latest_period, indicator.latest_value) == ("2024", 36)


def test_taking_twice_is_refused_and_changes_nothing() -> None:
    indicator, editor = make_indicator(), make_editor()
    run = preview(editor, "Jahr;Wert\n2024;36\n", indicator)
    importing.take_upload(editor, run)
    with pytest.raises(Refused):
        importing.take_upload(editor, run)
    with pytest.raises(Refused):
        importing.discard_upload(editor, run)
    assert Observation.objects.count() == 1


def test_another_person_neither_takes_nor_discards() -> None:
    indicator, editor, other = make_indicator(), make_editor(), make_editor("otto")
    run = preview(editor, "Jahr;Wert\n2024;36\n", indicator)
    for attempt in (importing.take_upload, importing.discard_upload):
        with pytest.raises(PermissionDenied):
            attempt(other, run)
    with pytest.raises(PermissionDenied):
        preview(make_editor("fremd", "view_indicator"), "Jahr;Wert\n", indicator)


def test_a_file_that_is_no_table_is_told() -> None:
    run = preview(make_editor(), "Bezirk;Anzahl\nMitte;3\n", make_indicator())
    assert run.state == State.FAILED
    assert "Es fehlt: Zeitraum, Wert" in run.message


def test_a_file_may_be_about_several_indicators() -> None:
    one, two, editor = make_indicator(slug="eins"), make_indicator(slug="zwei"), make_editor()
    text = "Kennzahl;Jahr;Wert\neins;2024;1\nzwei;2024;2\ndrei;2024;3\n"
    run = importing.take_upload(editor, preview(editor, text))
    assert run.refused == [{"line": 4, "text": "keine Kennzahl mit dem Kurznamen „drei“"}]
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.latest_value, two.latest_value) == (1, 2)


def test_doubles_in_a_file_count_once_and_contradictions_are_refused_by_line() -> None:
    run = preview(make_editor(), "Jahr;Wert\n2024;1\n2024;1\n2024;2\n", make_indicator())
    assert (run.counts["new"], run.counts["equal"]) == (1, 1)
    assert run.refused == [{"line": 4, "text": "doppelt: 2024 steht schon in Zeile 2, dort mit einem anderen Wert"}]


def test_a_large_file_is_left_to_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    indicator, editor = make_indicator(), make_editor()
    run = importing.take_upload(editor, preview(editor, "Jahr;Wert\n2024;1\n2025;2\n", indicator))
    assert run.state == State.WAITING
    assert is_due()
    assert run_due() == 1
    run.refresh_from_db()
    assert run.state == State.COMPLETE
    assert run_due() == 0


def test_a_killed_worker_starts_again_and_doubles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "CHUNK", 2)
    monkeypatch.setattr(importing, "AT_ONCE", 0)
    indicator, editor = make_indicator(), make_editor()
    rows = "".join(f"{year};{year}\n" for year in range(2000, 2007))
    run = importing.take_upload(editor, preview(editor, "Jahr;Wert\n" + rows, indicator))
    write = importing.writing.write

    def killed(changes: Any, *rest: Any) -> Any:
        if changes[0].value.period.code == "2004":
            raise KeyboardInterrupt
        return write(changes, *rest)

    monkeypatch.setattr(importing.writing, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        run_due()
    assert Observation.objects.count() == 4
    monkeypatch.setattr(importing.writing, "write", write)
    assert run_due() == 1
    run.refresh_from_db()
    indicator.refresh_from_db()
    assert (run.state, run.counts["new"], run.counts["equal"]) == (State.COMPLETE, 3, 4)
    assert Observation.objects.count() == 7
    assert indicator.latest_period == "2006"


def test_a_hundred_thousand_rows_are_taken_in_short_transactions(django_assert_max_num_queries: Any) -> None:
    """Here a tenth: the number of statements grows by chunks, not by rows; the wrong rows are named."""
    indicator, editor = make_indicator(), make_editor()
    lines = [f"{1900 + number % 200}-{number // 200 % 12 + 1:02};{number}" for number in range(2_400)]
    lines[7] = "kaputt;1"
    run = preview(editor, "\n".join(["Monat;Wert", *lines]), indicator)
    assert run.counts["refused"] == 1
    assert run.refused[0]["line"] == 9
    SourceRun.objects.filter(pk=run.pk).update(state=State.WAITING)
    run.refresh_from_db()
    with django_assert_max_num_queries(120):
        importing.take_waiting(run)
    assert Observation.objects.count() == 2_399


def test_previews_that_nobody_took_are_forgotten() -> None:
    run = preview(make_editor(), "Jahr;Wert\n2024;1\n", make_indicator())
    SourceRun.objects.update(started=timezone.now() - importing.KEEP_PREVIEW * 2)
    assert importing.forget_previews() == 1
    run.refresh_from_db()
    assert (run.state, run.payload) == (State.DISCARDED, None)


# -- sources -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def client_for(settings: Any) -> Callable[..., Any]:
    """A client whose host answers as told."""

    def make(status: int, body: str) -> Any:
        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.path == "/robots.txt":
                return httpx.Response(404)
            return httpx.Response(status, text=body)

        manners = Manners(interval=0, attempts=1)
        return polite_client(transport=httpx.MockTransport(answer), manners=manners)

    return make


def make_source(indicator: Indicator, kind: str = "csv", **options: Any) -> ValueSource:
    return add_source(make_editor(), indicator, kind, "https://daten.example/werte.csv", options, 24)


def test_a_source_is_read_and_its_run_can_be_read_by_people(client_for: Any) -> None:
    indicator = make_indicator()
    source = make_source(indicator)
    assert is_due()
    assert run_due(client_for(200, "Jahr;Wert\n2024;36\nx;y\n")) == 1
    run = SourceRun.objects.get()
    indicator.refresh_from_db()
    source.refresh_from_db()
    assert (run.state, run.message) == (State.PARTIAL, "1 neuer Wert, 1 Zeile abgelehnt")
    assert indicator.latest_value == 36
    assert source.failures == 0
    assert source.last_ok_at is not None
    assert not is_due()


def test_reading_again_changes_nothing(client_for: Any) -> None:
    source = make_source(make_indicator())
    for _time in range(2):
        run = read_source(source, client_for(200, "Jahr;Wert\n2024;36\n"))
    assert run.message == "1 Wert unverändert"
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(("status", "body"), [(404, ""), (503, ""), (200, "kein;csv\n"), (200, "")])
def test_a_failure_is_kept_shown_and_tried_again_later(client_for: Any, status: int, body: str) -> None:
    source = make_source(make_indicator())
    run = read_source(source, client_for(status, body))
    source.refresh_from_db()
    assert run.state == State.FAILED
    assert run.message
    assert source.failures == 1
    assert source.next_run_at > timezone.now()


def test_an_inner_address_is_refused(settings: Any) -> None:
    settings.FETCH_ALLOW = []
    source = make_source(make_indicator())
    ValueSource.objects.update(url="http://127.0.0.1:9/werte.csv")
    source.refresh_from_db()
    assert "nicht erlaubt" in read_source(source).message


def test_a_run_left_over_by_a_killed_worker_is_ended_in_words(client_for: Any) -> None:
    source = make_source(make_indicator())
    left = SourceRun.objects.create(source=source, indicator=source.indicator, kind="csv", name="x")
    read_source(source, client_for(200, "Jahr;Wert\n2024;36\n"))
    left.refresh_from_db()
    assert left.state == State.FAILED
    assert "abgebrochen" in left.message


def test_sources_are_switched_off_and_refused_where_they_make_no_sense() -> None:
    indicator = make_indicator()
    source = make_source(indicator)
    editor = make_editor("olga")
    switch_source(editor, source, False)
    assert not is_due()
    for kind, url, options, hours in (
        ("nein", "https://x.example", {}, 1),
        ("csv", "ftp://x.example", {}, 1),
        ("csv", "https://x.example", {"unbekannt": 1}, 1),
        ("csv", "https://x.example", {}, 0),
    ):
        with pytest.raises(Refused):
            add_source(editor, indicator, kind, url, options, hours)
    with pytest.raises(PermissionDenied):
        add_source(make_editor("fremd", "view_indicator"), indicator, "csv", "https://x.example", {}, 1)
