"""What editors and others do with pages, messages and known gaps in the back office."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from roterfaden.pages.blocks import PictureBlock
from roterfaden.pages.models import Feedback, KnownGap, StandardPage
from tests.accounts.factories import make_user
from tests.pages.factories import make_feedback, make_site

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_pages_feedback:list"
EDIT = "wagtailsnippets_pages_feedback:edit"
ADD = "wagtailsnippets_pages_feedback:add"


@pytest.fixture
def admin(client: Client, settings: Settings) -> Client:
    settings.STAFF_MFA = False
    client.force_login(make_user("ada", superuser=True))
    return client


def test_it_speaks_german_and_bears_our_mark(admin: Client) -> None:
    page = admin.get("/verwaltung/").content.decode()

    assert '<html lang="de"' in page
    assert "design/img/mark-light.svg" in page
    assert "design/css/admin.css" in page


def test_messages_are_listed_and_can_be_settled(admin: Client) -> None:
    feedback = make_feedback(email="kim@example.org")

    assert "Der Knopf ist zu klein." in admin.get(reverse(LIST)).content.decode()
    answer = admin.post(reverse(EDIT, args=[feedback.pk]), {"state": "done", "note": "Knopf vergrößert"})

    assert answer.status_code == 302
    feedback.refresh_from_db()
    assert (feedback.state, feedback.note) == (Feedback.State.DONE, "Knopf vergrößert")
    assert feedback.done_at is not None


def test_the_words_of_a_visitor_cannot_be_changed(admin: Client) -> None:
    feedback = make_feedback()

    admin.post(reverse(EDIT, args=[feedback.pk]), {"state": "new", "note": "", "message": "Alles bestens."})

    feedback.refresh_from_db()
    assert feedback.message == "Der Knopf ist zu klein."


def test_nobody_can_invent_a_message(admin: Client) -> None:
    answer = admin.post(reverse(ADD), {"message": "Erfunden", "kind": "other", "state": "new", "note": ""})

    assert answer.status_code in {302, 403}
    assert not Feedback.objects.exists()


def test_a_stranger_sees_no_messages(client: Client) -> None:
    make_feedback()

    answer = client.get(reverse(LIST))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/login/")


def test_who_has_no_right_to_messages_does_not_get_them(client: Client, settings: Settings) -> None:
    settings.STAFF_MFA = False
    make_feedback()
    client.force_login(make_user("rita", "Ratsbüro"))

    answer = client.get(reverse(LIST), follow=True)

    assert "Der Knopf ist zu klein." not in answer.content.decode()


def test_a_known_gap_added_here_stands_in_the_statement(admin: Client) -> None:
    make_site()
    values = {"area": "Karte", "what": "Keine Liste.", "since": "2026-06-01"}
    empty = ("area_en", "what_en", "instead", "instead_en", "criterion", "planned", "planned_note", "planned_note_en")

    admin.post(reverse("wagtailsnippets_pages_knowngap:add"), {**dict.fromkeys((*empty, "mended"), ""), **values})

    assert KnownGap.objects.filter(area="Karte").exists()
    assert "Keine Liste." in Client().get("/barrierefreiheit/").content.decode()


@pytest.mark.parametrize("slug", ["start", "impressum", "barrierefreiheit", "aktuelles"])
def test_every_kind_of_page_can_be_opened_for_editing(admin: Client, slug: str) -> None:
    make_site()
    page = StandardPage.objects.first()
    assert page
    found = page.get_parent() if slug == "start" else page.get_parent().get_children().get(slug=slug)

    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[found.pk]))

    assert answer.status_code == 200
    assert "Englisch" in answer.content.decode()


def test_a_picture_needs_words_unless_it_only_decorates() -> None:
    block = PictureBlock()
    value = {"image": None, "alt": " ", "decorative": False, "caption": ""}
    block.child_blocks["image"].field.required = False

    with pytest.raises(ValidationError):
        block.clean(block.to_python(value))
    assert block.clean(block.to_python(value | {"decorative": True}))["alt"] == ""
