"""The informal petition: counted online, honest about the law, printed for paper."""

from __future__ import annotations

import io
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from pypdf import PdfReader

from roterfaden.contributions.actions import NotAllowed, support
from roterfaden.participation.actions import NotInThatState
from roterfaden.participation.models import Phase, ProcessState
from roterfaden.participation.modules.petition.actions import write
from roterfaden.participation.modules.petition.law import signatures_needed
from roterfaden.participation.modules.petition.models import Petition
from tests.accounts.factories import make_user
from tests.contributions.factories import make_person
from tests.participation.factories import make_phase, make_process

pytestmark = pytest.mark.django_db


@pytest.fixture
def phase() -> Phase:
    return make_phase(make_process(), "petition", name="Unterstützen")


def written(phase: Phase, title: str = "Ein Schwimmbad für den Norden") -> Petition:
    return write(make_user("buero", "Beteiligungsbüro"), phase, title, "Der Weg ist zu weit.")


@pytest.mark.parametrize(
    ("residents", "needed"), [(0, 0), (1, 1), (40_000, 1_000), (99_999, 2_500), (100_000, 2_500), (540_000, 8_000)]
)
def test_the_law_is_computed_from_the_number_of_residents(residents: int, needed: int) -> None:
    assert signatures_needed(residents) == needed


def test_the_page_counts_and_says_plainly_what_counts_in_law(client: Client, phase: Phase, settings: Any) -> None:
    settings.POPULATION = 540_000
    petition = written(phase)
    assert support(make_person(), petition.contribution)
    page = client.get(f"/mitmachen/{phase.process.slug}/").content.decode()
    for words in ("Ein Schwimmbad für den Norden", "§ 31 NKomVG", "nur Unterschriften auf Papier", "8.000"):
        assert words in page, words
    assert "Die Petition unterstützen" in page
    assert "<b>1</b> Unterstützungen" in page


def test_one_person_counts_once_and_nobody_after_the_end(phase: Phase) -> None:
    petition, person = written(phase), make_person()
    assert support(person, petition.contribution)
    assert not support(person, petition.contribution)
    phase.process.state = ProcessState.CLOSED
    phase.process.save()
    with pytest.raises(NotAllowed):
        support(make_person(), petition.contribution)


def test_words_that_somebody_supports_stay(phase: Phase) -> None:
    petition = written(phase)
    write(make_user("zwei", "Beteiligungsbüro"), phase, "Anders", "Noch unterstützt es niemand.")
    support(make_person(), petition.contribution)
    with pytest.raises(NotInThatState):
        write(make_user("drei", "Beteiligungsbüro"), phase, "Untergeschoben", "Etwas ganz anderes.")
    petition.contribution.refresh_from_db()
    assert petition.contribution.title == "Anders"


def test_who_may_not_change_the_process_writes_no_petition(phase: Phase) -> None:
    with pytest.raises(PermissionDenied):
        write(make_user("fremd", "Redaktion"), phase, "x", "y")
    with pytest.raises(ValidationError):
        write(make_user("buero", "Beteiligungsbüro"), phase, " ", "y")


def test_the_lists_have_the_whole_request_on_each_sheet(client: Client, phase: Phase) -> None:
    written(phase, "Ein Schwimmbad für den Norden 🏊")
    answer = client.get(f"/mitmachen/{phase.process.slug}/petition/{phase.pk}/listen.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]
    assert len(pages) == 5
    assert all("Schwimmbad" in page and "zu weit" in page and "14 Jahre" in page for page in pages)


def test_the_lists_of_what_is_not_public_do_not_exist(client: Client, phase: Phase) -> None:
    address = f"/mitmachen/{phase.process.slug}/petition/{phase.pk}/listen.pdf"
    assert client.get(address).status_code == 404
    written(phase)
    phase.process.state = ProcessState.DRAFT
    phase.process.save()
    assert client.get(address).status_code == 404
    other = make_process()
    assert client.get(f"/mitmachen/{other.slug}/petition/{phase.pk}/listen.pdf").status_code == 404


def test_the_office_writes_the_text(client: Client, phase: Phase) -> None:
    user = make_user("person", "Beteiligungsbüro")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    address = f"/verwaltung/petition/{phase.pk}/"
    assert client.post(address, {"title": "Mehr Bänke", "text": ""}).status_code == 422
    assert client.post(address, {"title": "Mehr Bänke", "text": "Zum Ausruhen."}).status_code == 302
    assert "Mehr Bänke" in client.get(address).content.decode()
    assert "Text der Petition" in client.get(f"/verwaltung/beteiligung/{phase.process_id}/").content.decode()
