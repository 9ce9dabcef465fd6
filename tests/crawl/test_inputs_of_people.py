"""Whatever stands in an address or a form where people take part: an answer that explains itself, never a 500.

The same values as in test_inputs.py, over a process that has every method, over conversations and "Mein Konto".
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from roterfaden.accounts.models import Person
from roterfaden.participation.modules.survey.models import Kind
from tests.contributions.factories import as_guest, make_contribution, make_person
from tests.crawl.test_inputs import FINE, VALUES, troubles
from tests.participation.factories import make_phase, make_process
from tests.participation.ideas.factories import make_collection, make_idea
from tests.participation.modules.factories import make_draft, make_event
from tests.surveys.factories import make_question, make_survey

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
#: Refusals that say why, beside those of pages.
REFUSED = {*FINE, 403, 405, 409, 429}


@dataclass(frozen=True)
class Forum:
    """Addresses of what people can take part in, and somebody who does."""

    ideas: str
    idea: int
    comment: int
    survey: str
    draft: str
    event: str
    process: int
    person: Person

    def parameters(self) -> dict[str, tuple[str, ...]]:
        """By address, the parameters that it reads."""
        talk = ("reihenfolge", "beitraege", "ab")
        return {
            "/mitmachen/": ("stand", "bezirk", "thema", "ab"),
            "/mitmachen/liste/feed.atom": ("stand", "ab"),
            "/mitmachen/kalender/termine.ics": ("beteiligung",),
            f"{self.ideas}ideen/": ("kategorie", "bezirk", "stand", "q", "zuerst", "ab"),
            f"{self.ideas}ideen.atom": ("q", "ab"),
            f"{self.ideas}ideen.csv": ("q", "zuerst"),
            f"{self.ideas}ergebnis/": ("ab",),
            f"{self.ideas}daten.csv": ("tabelle",),
            f"/mitmachen/ideen/{self.idea}/": talk,
            f"{self.survey}ergebnis/texte/": ("frage", "ab"),
            f"{self.draft}fassungen/": ("alt", "neu", "seite"),
            f"{self.draft}vorschlaege/": ("stand", "seite", "ab"),
            self.event.partition("termine/")[0] + "termine/": ("ab",),
            f"/gespraech/process/{self.process}/": talk,
            f"/menschen/{self.person.uid}/": ("ab",),
            "/moderation/": ("bereich", "ab"),
            "/moderation/zahlen/": ("bereich",),
            "/moderation/entscheidungen.csv": ("bereich",),
            "/konto/ich/": ("x",),
            "/konto/signup/": ("next",),
            "/wirkung/": ("x",),
        }

    def paths(self) -> tuple[str, ...]:
        """Addresses with a part to fill in."""
        return (
            *(
                "/mitmachen/{}/",
                "/mitmachen/ideen/{}/",
                "/mitmachen/ideen/{}/bearbeiten/",
                "/mitmachen/ideen/bild/{}.jpg",
                "/mitmachen/{}/ideen/",
            ),
            *(
                "/mitmachen/{}/ergebnis/",
                "/mitmachen/{}/umfrage/1/",
                "/mitmachen/{}/fragestunde/",
                "/mitmachen/{}/code/",
            ),
            *(f"{self.ideas}ideen.{{}}", f"{self.ideas}umfrage/{{}}/", f"{self.ideas}debatte/{{}}/"),
            *(f"{self.ideas}bewerten/{{}}/", f"{self.ideas}petition/{{}}/listen.pdf", f"{self.draft}absatz/{{}}/"),
            *(f"{self.draft}fassungen/1/{{}}/", f"{self.draft}vorschlaege/{{}}/", f"{self.ideas}termine/{{}}/"),
            *("/mitmachen/anmeldung/{}/", "/mitmachen/abmelden/{}/", "/gespraech/{}/1/", "/gespraech/process/{}/"),
            *("/gespraech/process/{}/schreiben/", "/gespraech/process/{}.atom", "/beitraege/{}/", "/menschen/{}/"),
            *("/beitrag/bestaetigen/{}/", "/moderation/melden/contribution/{}/", "/moderation/melden/{}/1/"),
            *("/moderation/eintrag/{}/", "/moderation/meldung/{}/", "/moderation/begruendung/{}/"),
            *("/konto/ich/{}/", "/konto/ich/einwilligung/{}/", "/konto/confirm-email/{}/", "/api/v1/processes/{}"),
        )

    def forms(self) -> dict[str, tuple[str, ...]]:
        """By address, the fields that can be posted."""
        signing = ("von-address", "von-signed", "von-called", "von-consent", "von-challenge", "von-work")
        idea = ("title", "text", "category", "place", "district", "latitude", "longitude", "bilder")
        return {
            f"{self.ideas}ideen/neu/": (*idea, *signing, "bild-1-text"),
            f"{self.ideas}ideen/aehnlich/": ("text",),
            f"/mitmachen/ideen/{self.idea}/bearbeiten/": idea,
            f"/gespraech/process/{self.process}/schreiben/": ("text", "kind", "stance", *signing),
            f"/beitraege/{self.comment}/antworten/": ("text", "kind", *signing),
            f"/beitraege/{self.comment}/unterstuetzen/": ("zurueck", *signing),
            f"/beitraege/{self.idea}/ergaenzen/": ("text",),
            self.survey: ("stand", "gezeigt", "q1", "f1", "senden", *signing),
            f"{self.draft}absatz/p2/vorschlag/": ("text", "reason", "strike", *signing),
            f"{self.event}anmelden/": ("name", "note", "von-address"),
            f"{self.ideas}code/": ("code",),
            f"/moderation/melden/contribution/{self.comment}/": ("reason", "passage", "words", "address", "good_faith"),
            "/moderation/meldung/": ("code",),
            "/beitrag/zugang/": ("address", "challenge", "work"),
            "/konto/signup/": ("email", "password1", "password2", "next"),
            "/konto/ich/angaben/": ("pseudonym", "name", "language", "profile"),
            "/konto/ich/organisation/": ("organisation", "name", "role", "words"),
        }


@pytest.fixture(scope="module")
def forum(empty_portal: Path) -> Forum:
    """A portal where people take part in every way."""
    with translation.override("de"):
        person = make_person(profile=True)
        process, survey, draft, event = make_collection(), make_survey(), make_draft(), make_event()
        make_question(survey, Kind.CHOICE)
        make_phase(process, "petition")
        idea = make_idea(process, author=person)
        comment = make_contribution(process.ref, author=make_person("boris"))
        text_of = f"/mitmachen/{draft.phase.process.slug}/text/{draft.pk}/"
        answers = f"/mitmachen/{survey.phase.process.slug}/umfrage/{survey.phase_id}/"
        evening = f"/mitmachen/{event.phase.process.slug}/termine/{event.pk}/"
        here = f"/mitmachen/{process.slug}/"
        return Forum(here, idea.pk, comment.pk, answers, text_of, evening, process.pk, person)


@pytest.fixture
def client() -> Client:
    """A client that answers 500 as a server would, so that all of them are told at once."""
    cache.clear()  # how often somebody may try is no matter here
    return Client(raise_request_exception=False)


def test_the_pages_are_there(forum: Forum, client: Client) -> None:
    as_guest(client, forum.person)
    found = {path: client.get(path).status_code for path in (*forum.parameters(), *forum.forms())}
    odd = {path: status for path, status in found.items() if status not in {200, 302, 405, 404}}
    assert odd == {}
    missing = [path for path, status in found.items() if status == 404]
    assert [path for path in missing if "texte" not in path and "daten.csv" not in path] == []


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_every_parameter_takes_any_value(forum: Forum, client: Client, value: str) -> None:
    asked = (f"{path}?{name}={value}" for path, names in forum.parameters().items() for name in names)
    assert troubles(client, asked) == []


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_every_part_of_every_path_takes_any_value(forum: Forum, client: Client, value: str) -> None:
    found = troubles(client, (path.replace("{}", value[:3_000].lstrip("/")) for path in forum.paths()))
    # Who guesses receipts is made to wait, as it should be.
    assert [words for words in found if not words.startswith("429: /moderation/meldung/")] == []


#: Strangers come to the same code with more fields: the values that break texts are enough for them.
AS_STRANGER = ("long", "nul", "controls", "right to left", "combining", "number over 64 bit", "address", "markup")


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_every_field_of_every_form_takes_any_value(forum: Forum, client: Client, value: str) -> None:
    assert _refused_badly(forum, as_guest(client, forum.person), value) == []


@pytest.mark.parametrize("name", AS_STRANGER)
def test_every_field_takes_it_from_a_stranger(forum: Forum, client: Client, name: str) -> None:
    assert _refused_badly(forum, client, VALUES[name]) == []


def _refused_badly(forum: Forum, client: Client, value: str) -> list[tuple[str, str, int]]:
    found = []
    for path, names in forum.forms().items():
        for name in names:
            cache.clear()
            body = f"{name}={value}".encode()
            answer = client.post(path, body, content_type="application/x-www-form-urlencoded")
            if answer.status_code not in REFUSED or "//evil" in answer.headers.get("Location", ""):
                found.append((path, name, answer.status_code))
    return found


def test_a_process_that_is_not_public_takes_nothing_anywhere(forum: Forum, client: Client) -> None:
    hidden = make_process("Noch ein Entwurf", slug="nur-entwurf", state="draft", published_at=None)
    make_phase(hidden)
    for tail in ("", "ideen/", "ideen.atom", "ideen.csv", "ergebnis/", "daten.json", "termine.ics", "code/"):
        assert client.get(f"/mitmachen/nur-entwurf/{tail}").status_code == 404, tail
    assert client.post("/mitmachen/nur-entwurf/ideen/neu/", {"title": "a", "text": "b"}).status_code == 404
    for path in ("/mitmachen/", "/mitmachen/liste/feed.atom", "/api/v1/processes", "/sitemap.xml", "/wirkung/"):
        assert "nur-entwurf" not in client.get(path).content.decode(), path
