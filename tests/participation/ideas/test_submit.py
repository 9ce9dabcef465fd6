"""Handing in an idea: form, preview with ideas like it, and what must not get through."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image as Pillow

from roterfaden.accounts.current import SESSION
from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Claim, Contribution, State
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.models import Idea, Image
from tests.contributions.factories import make_person
from tests.participation.ideas.factories import make_collection, make_district, make_idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def process() -> Process:
    return make_collection()


def path(process: Process) -> str:
    return f"/mitmachen/{process.slug}/ideen/neu/"


def known(client: Client, person: Person | None = None) -> Person:
    """The client belongs to a guest whose address is confirmed."""
    who = person or make_person()
    session = client.session
    session[SESSION] = who.pk
    session.save()
    return who


def words(**values: Any) -> dict[str, Any]:
    own = {"title": "Eine Bank am Fluss", "text": "Zum Ausruhen.", "category": "baenke", "von-signed": "pseudonym"}
    return own | {"von-consent": "on"} | values


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, "green").save(out, kind, **more)
    return out.getvalue()


def test_a_person_hands_in_after_a_look_at_the_preview(client: Client, process: Process) -> None:
    person = known(client)
    page = client.post(path(process), words(zeigen="1", place="Uferweg 3")).content.decode()
    assert "Eine Bank am Fluss" in page
    assert Contribution.objects.count() == 0
    answer = client.post(path(process), words(absenden="1", place="Uferweg 3"))
    row = Contribution.objects.get()
    assert answer["Location"] == f"/mitmachen/ideen/{row.pk}/"
    assert (row.author, row.state, row.kind, row.area) == (person, State.PUBLIC, "idea", process.ref)
    assert (row.idea.place, row.idea.category, row.idea.process) == ("Uferweg 3", "baenke", process)


def test_a_guest_confirms_by_mail_and_until_then_nobody_sees_it(client: Client, process: Process) -> None:
    answer = client.post(path(process), words(absenden="1", **{"von-address": "amira@example.org"}))
    assert answer.status_code == 302
    row = Contribution.objects.get()
    assert row.state == State.UNCONFIRMED
    assert Claim.objects.get().address == "amira@example.org"
    assert client.get(f"/mitmachen/ideen/{row.pk}/").status_code == 404


def test_the_preview_shows_ideas_like_it_with_one_click_to_support(client: Client, process: Process) -> None:
    known(client)
    other = make_idea(process, "Mehr Bänke am Fluss", "Zum Ausruhen fehlen Bänke am Fluss.")
    make_idea(process, "Ganz anderes", "Öffnungszeiten der Bibliothek verlängern.")
    page = client.post(path(process), words(zeigen="1")).content.decode()
    assert "Meinen Sie eine dieser Ideen?" in page
    assert f"/mitmachen/ideen/{other.pk}/" in page
    assert "Ganz anderes" not in page
    assert "Unterstützen" in page


def test_hints_while_typing_name_only_public_ideas_and_write_nothing(client: Client, process: Process) -> None:
    make_idea(process, "Ein Trinkbrunnen am Uferweg", support_count=7)
    make_idea(process, "Ein Trinkbrunnen am Uferweg, geheim", state="held")
    before = list(Contribution.objects.order_by("pk").values())
    told = client.post(f"/mitmachen/{process.slug}/ideen/aehnlich/", {"text": "Trinkbrunnen am Ufer"}).json()
    assert [(row["title"], row["supports"]) for row in told["items"]] == [("Ein Trinkbrunnen am Uferweg", 7)]
    assert list(Contribution.objects.order_by("pk").values()) == before
    assert client.get(f"/mitmachen/{process.slug}/ideen/aehnlich/").status_code == 405


def test_hints_follow_what_changes(client: Client, process: Process) -> None:
    def found() -> list[str]:
        told = client.post(f"/mitmachen/{process.slug}/ideen/aehnlich/", {"text": "Trinkbrunnen am Ufer"})
        return [row["title"] for row in told.json()["items"]]

    first = make_idea(process)
    assert len(found()) == 1
    make_idea(process, "Noch ein Trinkbrunnen am Uferweg")
    assert len(found()) == 2
    Contribution.objects.filter(pk=first.pk).update(state="hidden")
    assert found() == ["Noch ein Trinkbrunnen am Uferweg"]


def test_hints_are_limited(client: Client, process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roterfaden.participation.modules.ideas.tempo.A_MINUTE", 2)
    answers = [client.post(f"/mitmachen/{process.slug}/ideen/aehnlich/", {"text": "x"}) for _ in range(4)]
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"]


def test_a_street_tells_the_district(client: Client, process: Process) -> None:
    from roterfaden.places.models import Street

    known(client)
    district = make_district()
    Street.objects.create(name="Fössestraße", district=district)
    client.post(path(process), words(absenden="1", place="Fössestr. 12, am Spielplatz"))
    assert Idea.objects.get().district == district


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"text": " \n "},
        {"title": "x" * 121},
        {"text": "x" * 100_000},
        {"text": "a" + "\u0301" * 100_000},
        {"title": "a\x00b"},
        {"category": "author"},
        {"category": ""},
        {"place": "https://example.org"},
        {"place": "x" * 1000},
        {"district": "999999"},
        {"latitude": "91", "longitude": "9"},
        {"latitude": "52"},
        {"latitude": "nan", "longitude": "nan"},
        {"von-consent": ""},
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_is_lost(
    client: Client, process: Process, values: dict[str, str]
) -> None:
    known(client)
    make_district()
    given = words(absenden="1", **values)
    answer = client.post(
        path(process), {name: value for name, value in given.items() if value or name != "von-consent"}
    )
    assert answer.status_code == 422
    assert Contribution.objects.count() == 0
    assert 'class="error"' in answer.content.decode()
    if "text" not in values:
        assert "Zum Ausruhen." in answer.content.decode()


def test_letters_that_turn_the_text_and_markup_do_no_harm(client: Client, process: Process) -> None:
    known(client)
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    client.post(
        path(process), words(absenden="1", title=f"Bank \u202e{hostile}", text=hostile, place=f"Ufer {hostile}")
    )
    row = Contribution.objects.get()
    for face in (f"/mitmachen/ideen/{row.pk}/", f"/mitmachen/{process.slug}/ideen/"):
        page = client.get(face).content.decode()
        assert "\u202e" not in page
        assert "<img src=x" not in page
        assert "<script>alert" not in page


def test_nobody_assigns_what_is_not_in_the_form(client: Client, process: Process) -> None:
    person, other = known(client), make_person("boris")
    own = {"state": "merged", "status": "done", "author": other.pk, "support_count": "99", "sample_data": "1"}
    client.post(path(process), words(absenden="1", answered_at="2020-01-01", head="1", **own))
    row = Contribution.objects.get()
    assert (row.author, row.state, row.support_count, row.sample_data) == (person, State.PUBLIC, 0, False)
    assert (row.idea.status, row.idea.head_id, row.answered_at) == ("", None, None)


def test_when_the_time_is_over_the_text_is_not_lost_and_nothing_is_kept(client: Client, process: Process) -> None:
    known(client)
    process.phases.update(end=timezone.now())
    answer = client.post(path(process), words(absenden="1"))
    assert answer.status_code == 403
    assert Contribution.objects.count() == 0
    assert client.get(path(process)).status_code == 200


def test_a_form_without_its_token_is_refused(process: Process) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(path(process), words(absenden="1")).status_code == 403
    assert client.post(f"/mitmachen/{process.slug}/ideen/aehnlich/", {"text": "x"}).status_code == 403


def test_the_preview_leads_nowhere_else(client: Client, process: Process) -> None:
    known(client)
    answer = client.post(path(process) + "?next=https://evil.example/", words(absenden="1", next="//evil.example"))
    assert answer["Location"].startswith("/mitmachen/ideen/")


def upload(body: bytes, name: str = "foto.jpg", mime: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, mime)


def test_a_picture_is_made_anew_and_waits_for_its_idea(client: Client, process: Process) -> None:
    known(client)
    given = words(zeigen="1", **{"bild-1": upload(picture(), "Mein Haus.jpg"), "bild-1-text": "Eine grüne Wiese"})
    page = client.post(path(process), given)
    image = Image.objects.get()
    assert f"/mitmachen/ideen/bild/{image.key}.jpg" in page.content.decode()
    stranger = Client().get(f"/mitmachen/ideen/bild/{image.key}.jpg")
    assert stranger.status_code == 404
    client.post(path(process), words(absenden="1", bilder=page.context["ticket"]))
    image.refresh_from_db()
    assert image.idea == Idea.objects.get()
    answer = Client().get(f"/mitmachen/ideen/bild/{image.key}.jpg")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Haus" not in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")


def test_a_picture_of_a_hidden_idea_is_gone(client: Client, process: Process) -> None:
    known(client)
    given = words(zeigen="1", **{"bild-1": upload(picture()), "bild-1-text": "Wiese"})
    ticket = client.post(path(process), given).context["ticket"]
    client.post(path(process), words(absenden="1", bilder=ticket))
    Contribution.objects.update(state="hidden")
    assert client.get(f"/mitmachen/ideen/bild/{Image.objects.get().key}.jpg").status_code == 404


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "bild.jpg"),
        (b"<html><script>alert(1)</script></html>", "bild.png"),
        (b"GIF89a<script>alert(1)</script>", "bild.gif"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 100, "kaputt.jpg"),
        (b"", "leer.jpg"),
        (b"%PDF-1.7", "text.jpg"),
    ],
)
def test_what_is_no_picture_is_refused_and_the_rest_is_kept(
    client: Client, process: Process, body: bytes, name: str
) -> None:
    known(client)
    given = words(zeigen="1", **{"bild-1": upload(body, name), "bild-1-text": "Wiese"})
    answer = client.post(path(process), given)
    assert Image.objects.count() == 0
    if body:  # an empty file is as if none had been chosen
        assert answer.status_code == 422
        assert "Zum Ausruhen." in answer.content.decode()


def test_a_picture_without_words_for_those_who_do_not_see_it_is_asked_for_them(
    client: Client, process: Process
) -> None:
    known(client)
    answer = client.post(path(process), words(zeigen="1", **{"bild-1": upload(picture())}))
    assert answer.status_code == 422
    assert "was auf dem Bild zu sehen ist" in answer.content.decode()


def test_a_ticket_of_somebody_else_takes_no_picture_away(client: Client, process: Process) -> None:
    known(client)
    row = make_idea(process)
    mine = Image.objects.create(idea=row.idea, file="x.jpg", alt="x", width=1, height=1, size=1)
    client.post(path(process), words(absenden="1", bilder=f"[{mine.pk}]"))
    mine.refresh_from_db()
    assert mine.idea == row.idea
