"""Codes from letters: made once, kept as hashes, good for one person."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from pypdf import PdfReader

from roterfaden.accounts.models import Person
from roterfaden.participation.actions.codes import HasOne, NoSuchCode, make_codes, redeem, withdraw_codes
from roterfaden.participation.eligibility import may
from roterfaden.participation.models import LetterCode, Process
from roterfaden.participation.views import codes as views
from tests.accounts.factories import make_user
from tests.contributions.factories import make_person
from tests.participation.factories import make_eligibility, make_phase, make_process, use_probe

pytestmark = pytest.mark.django_db


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Process:
    use_probe(monkeypatch)
    found = make_process()
    make_phase(found, "probe")
    make_eligibility(found, "vote", code=True)
    return found


def made(process: Process, number: int = 1, batch: str = "Mitte") -> list[str]:
    return make_codes(make_user(f"buero{LetterCode.objects.count()}", "Beteiligungsbüro"), process, number, batch)


def test_codes_are_kept_as_hashes_alone(process: Process) -> None:
    codes = made(process, 40)
    assert len(set(codes)) == 40
    rows = list(LetterCode.objects.values_list("digest", "batch"))
    for code in codes:
        assert re.fullmatch(r"([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}", code)
        assert code.replace("-", "") not in str(rows)


def test_only_the_office_makes_and_withdraws_them(process: Process) -> None:
    user = make_user("fremd", "Beteiligungs-Freigabe")
    with pytest.raises(PermissionDenied):
        make_codes(user, process, 1, "x")
    with pytest.raises(PermissionDenied):
        withdraw_codes(user, process, "x")


@pytest.mark.parametrize("number", [0, 5_001])
def test_a_printing_has_a_sensible_size(process: Process, number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        made(process, number)


def test_a_code_works_once_in_any_spelling_and_for_one_person(process: Process) -> None:
    [code] = made(process)
    person = make_person()
    assert redeem(process, person, f" {code.lower().replace('-', ' ')} ") == person
    assert may(process, "vote", person).ok
    with pytest.raises(NoSuchCode):
        redeem(process, make_person(), code)


def test_nobody_has_two_codes_and_the_second_stays_good_for_others(process: Process) -> None:
    first, second = made(process, 2)
    person = make_person()
    redeem(process, person, first)
    with pytest.raises(HasOne):
        redeem(process, person, second)
    redeem(process, make_person(), second)


def test_one_code_for_one_person_is_a_constraint_of_the_database(process: Process) -> None:
    person = make_person()
    LetterCode.objects.create(process=process, digest="a", batch="1", used_by=person)
    with pytest.raises(IntegrityError):
        LetterCode.objects.create(process=process, digest="b", batch="1", used_by=person)


def test_a_code_of_another_process_or_a_withdrawn_one_is_no_code(process: Process) -> None:
    [code] = made(process)
    with pytest.raises(NoSuchCode):
        redeem(make_process(), make_person(), code)
    withdraw_codes(make_user("buero", "Beteiligungsbüro"), process, "Mitte")
    with pytest.raises(NoSuchCode):
        redeem(process, make_person(), code)
    assert Person.objects.filter(address=None).count() == 0


def test_a_wrong_code_leaves_no_person_behind(process: Process) -> None:
    with pytest.raises(NoSuchCode):
        redeem(process, None, "AAAA-BBBB-CCCC")
    assert not Person.objects.exists()


def test_a_stranger_types_the_code_and_may_vote_in_this_browser(process: Process, client: Client) -> None:
    [code] = made(process)
    address = f"/mitmachen/{process.slug}/"
    assert "Den Code aus dem Brief eingeben" in client.get(address).content.decode()
    before = client.session.session_key
    answer = client.post(f"{address}code/", {"code": code})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(address)
    assert client.session.session_key != before
    assert may(process, "vote", Person.objects.get()).ok
    assert Client().post(f"{address}code/", {"code": code}).status_code == 422


@pytest.mark.parametrize("code", ["", "x", "\x00", "A" * 41, "' OR 1=1", "🙂" * 12])
def test_nonsense_is_refused_in_plain_words(process: Process, client: Client, code: str) -> None:
    answer = client.post(f"/mitmachen/{process.slug}/code/", {"code": code})
    assert answer.status_code == 422
    assert "Noch nicht abgeschickt" in answer.content.decode()


def test_guessing_ends_with_429(process: Process, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "TRIES", 3)
    [code] = made(process)
    address = f"/mitmachen/{process.slug}/code/"
    for _each in range(3):
        assert client.post(address, {"code": "AAAA-BBBB-CCCC"}).status_code == 422
    answer = client.post(address, {"code": code})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_where_no_code_is_asked_for_there_is_no_page_for_it(client: Client) -> None:
    process = make_process()
    assert client.get(f"/mitmachen/{process.slug}/code/").status_code == 302


def test_typing_a_code_needs_the_token_of_the_form(process: Process) -> None:
    [code] = made(process)
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"/mitmachen/{process.slug}/code/", {"code": code}).status_code == 403


def test_the_printed_list_is_a_pdf_with_every_code_once(process: Process, client: Client) -> None:
    user = make_user("person", "Beteiligungsbüro")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    root = f"/verwaltung/beteiligung/{process.pk}/codes/"
    answer = client.post(root, {"number": "9", "batch": "Mitte, März"})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]
    codes: list[Any] = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", "\n".join(pages))
    assert (len(pages), len(set(codes))) == (2, 9)
    redeem(process, make_person(), codes[0])
    page = client.get(root).content.decode()
    assert "Mitte, März" in page
    assert codes[1] not in page
    client.post(f"{root}zurueckziehen/", {"batch": "Mitte, März"})
    with pytest.raises(NoSuchCode):
        redeem(process, make_person(), codes[1])
