"""Contribute first, confirm afterwards: what a guest says counts from the click in the mail on, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.http import HttpRequest, QueryDict
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from roterfaden.accounts.consents import has_consented
from roterfaden.accounts.limits import A_DAY_TO_ONE_ADDRESS, TooMany
from roterfaden.accounts.models import Consent, Person
from roterfaden.contributions import rules
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.guests import Signing, act, expire_claims, hand_in, open_claim
from roterfaden.contributions.guests.registry import Shown, handlers, on_confirm
from roterfaden.contributions.guests.tokens import token_of
from roterfaden.contributions.models import Claim, Contribution, Signed, State
from roterfaden.contributions.registry import Rules, Verdict
from roterfaden.kit.things import Ref
from roterfaden.notices.models import PersonalMail
from roterfaden.notices.sending import send
from tests.accounts.factories import make_user
from tests.contributions.factories import make_person

PAPER = Ref("paper", "17")
WORDS = Words("comment", PAPER, PAPER, "Mehr Schatten auf dem Weg.")
ADDRESS = "kim@example.org"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    """A request of an earlier test may have left its language."""
    with translation.override("de"):
        yield


def request_of(client: Client, person: Person | None = None) -> HttpRequest:
    """A request with that client's session, by a guest whose address is confirmed or by a stranger."""
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().post("/")
    request.session, request.user = client.session, AnonymousUser()
    if person is not None:
        request.session["guest"] = person.pk
    return request


def signing_of(request: HttpRequest, **fields: str) -> Signing:
    """The form part, filled in."""
    given = {"address": ADDRESS, "signed": "pseudonym", "called": "Kim", "consent": "on"} | fields
    data = QueryDict(mutable=True)
    data.update({f"von-{name}": value for name, value in given.items()})
    signing = Signing(request, data)
    assert signing.is_valid(), signing.errors
    return signing


def hand(client: Client, person: Person | None = None, **fields: str) -> Any:
    """Say something."""
    request = request_of(client, person)
    return hand_in(request, signing_of(request, **fields), WORDS, "/rat/vorlagen/17/")


def link() -> str:
    """The path in the last mail."""
    send()
    found = next(word for word in mail.outbox[-1].body.split() if "/bestaetigen/" in word)
    return "/" + found.split("/", 3)[3]


def test_a_guest_speaks_and_the_click_makes_it_count(client: Client) -> None:
    taken = hand(client)
    assert taken.path == "/beitrag/unterwegs/"
    assert client.get(taken.path).status_code == 200
    assert Contribution.objects.visible_to().count() == 0
    path = link()
    assert mail.outbox[0].to == [ADDRESS]
    assert "Mehr Schatten" in mail.outbox[0].body

    page = client.get(path).content.decode()
    assert "Mehr Schatten auf dem Weg." in page
    assert client.head(path).status_code == 200
    assert Contribution.objects.visible_to().count() == 0, "programs follow links; only the button counts"

    done = client.post(path).content.decode()
    assert "Danke, es zählt." in done
    assert "/rat/vorlagen/17/" in done
    said = Contribution.objects.visible_to().get()
    assert (said.author.address, said.author.pseudonym, said.signed) == (ADDRESS, "Kim", Signed.PSEUDONYM)
    assert has_consented(said.author, "publish")
    assert Consent.objects.get().how == Consent.How.MAIL


def test_a_second_click_is_friendly_and_opens_nothing(client: Client) -> None:
    hand(client)
    path = link()
    client.post(path)
    assert client.session["guest"]
    stranger = Client()
    for answer in (stranger.get(path), stranger.post(path)):
        assert answer.status_code == 200
        assert "schon bestätigt" in answer.content.decode()
    assert "guest" not in stranger.session, "a link that was used must not make anybody the guest"
    assert Contribution.objects.count() == 1


def test_confirming_gives_the_session_a_new_key(client: Client) -> None:
    hand(client)
    path = link()
    session = client.session
    session["planted"] = "1"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before or ""
    client.post(path)
    assert client.session.session_key != before


def test_the_address_goes_with_the_confirmation(client: Client) -> None:
    hand(client)
    client.post(link())
    kept = repr([*Claim.objects.values(), *PersonalMail.objects.values()])
    assert ADDRESS not in kept


def test_a_link_that_expired_says_so_and_a_job_deletes_text_and_address(client: Client) -> None:
    hand(client)
    path = link()
    Claim.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 410
        assert "gilt nicht mehr" in answer.content.decode()
    assert expire_claims() == 1
    assert not Contribution.objects.exists()
    assert expire_claims() == 0
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("token", ["1", "1.x", "x.y", "1." + "a" * 200, "٣.abc", "-1.abc", "9" * 30 + ".a"])
def test_a_guessed_link_opens_nothing(client: Client, token: str) -> None:
    hand(client)
    assert client.get(f"/beitrag/bestaetigen/{token}/").status_code == 404


def test_the_link_of_one_claim_does_not_confirm_another(client: Client) -> None:
    one, two = hand(client).claim, hand(client).claim
    number, _dot, signature = token_of(one).partition(".")
    assert client.post(f"/beitrag/bestaetigen/{two.pk}.{signature}/").status_code == 404
    assert client.post(f"/beitrag/bestaetigen/{number}.{signature}/").status_code == 200


def test_the_form_needs_csrf(client: Client) -> None:
    hand(client)
    path = link()
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403
    assert client.put(path).status_code == 405


def test_rules_are_asked_again_at_the_click_and_nothing_is_lost(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand(client)
    path = link()
    no = Verdict(False, "Die Phase ist zu Ende.", "Bald gibt es Ergebnisse.")
    with monkeypatch.context() as late:
        late.setattr(rules, "citys_own", lambda kind: Rules(no, no))
        answer = client.post(path)
        assert answer.status_code == 409
        assert "Die Phase ist zu Ende." in answer.content.decode()
    assert not Person.objects.exists(), "the confirmation is undone as a whole"
    assert client.post(path).status_code == 200


def test_where_guests_may_not_write_they_are_told_why(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    yes = Verdict(True)
    monkeypatch.setattr(rules, "citys_own", lambda kind: Rules(yes, yes, guests=False))
    with pytest.raises(NotAllowed) as no:
        hand(client)
    assert "Konto" in str(no.value.verdict.reason)
    assert not Claim.objects.exists()


def test_a_known_guest_speaks_at_once(client: Client) -> None:
    person = make_person()
    taken = hand(client, person)
    assert taken.path == "/rat/vorlagen/17/"
    assert taken.contribution.state == State.PUBLIC
    assert has_consented(person, "publish")
    again = Signing(request_of(client, person))
    assert "consent" not in again.fields
    assert "address" not in again.fields


def test_an_account_is_not_opened_by_a_guests_link(client: Client) -> None:
    user = make_user("anna")
    Person.objects.create(user=user, address=ADDRESS, pseudonym="Anna")
    hand(client)
    client.post(link())
    assert Contribution.objects.get().author.user == user
    assert "guest" not in client.session
    assert "_auth_user_id" not in client.session


def test_a_name_that_somebody_has_is_not_changed_by_whoever_types_the_address(client: Client) -> None:
    Person.objects.create(address=ADDRESS, pseudonym="Linde")
    hand(client, called="Frecher Kerl")
    client.post(link())
    assert Person.objects.get(address=ADDRESS).pseudonym == "Linde"


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_no_way_leads_out_of_the_portal(client: Client, path: str) -> None:
    claim = open_claim(request_of(client), ADDRESS, "contribution", {}, path)
    assert claim.next_path == ""
    request = request_of(client, make_person())
    assert "evil" not in hand_in(request, signing_of(request), WORDS, path).path


def test_a_machine_that_fills_the_trap_is_told_the_same_and_nothing_is_kept(client: Client) -> None:
    taken = hand(client, website="https://spam.example")
    assert taken.path == "/beitrag/unterwegs/"
    assert not Claim.objects.exists()
    assert not Contribution.objects.exists()


def test_nobodys_mailbox_is_flooded(client: Client) -> None:
    for _time in range(A_DAY_TO_ONE_ADDRESS + 3):
        hand(client)
    send()
    assert len(mail.outbox) == A_DAY_TO_ONE_ADDRESS


def test_a_network_that_does_too_much_is_asked_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roterfaden.accounts.limits.A_DAY_WITHOUT_WORK", 2)
    hand(client)
    hand(client, address="lou@example.org")
    with pytest.raises(TooMany) as much:
        hand(client, address="pat@example.org")
    assert 0 < much.value.seconds <= 25 * 3600


def test_a_person_who_does_too_much_is_asked_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roterfaden.accounts.limits.A_DAY_OF_ONE_PERSON", 1)
    person = make_person()
    hand(client, person)
    with pytest.raises(TooMany):
        hand(client, person)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"address": "kim"}, "address"),
        ({"address": "kim@exa\u200bmple.org"}, "address"),
        ({"address": "k@e.org\r\nBcc: all@example.org"}, "address"),
        ({"consent": ""}, "consent"),
        ({"signed": "name", "called": ""}, "called"),
        ({"signed": "organisation:1"}, "signed"),
        ({"signed": "admin"}, "signed"),
        ({"called": "kim@example.org"}, "called"),
        ({"called": "x" * 61}, "called"),
        ({"called": "Kim\x00"}, "called"),
    ],
)
def test_what_is_wrong_is_said(client: Client, fields: dict[str, str], wrong: str) -> None:
    given = {"address": ADDRESS, "signed": "pseudonym", "called": "Kim", "consent": "on"} | fields
    data = QueryDict(mutable=True)
    data.update({f"von-{name}": value for name, value in given.items()})
    assert wrong in Signing(request_of(client), data).errors


def test_names_turn_nothing_around(client: Client) -> None:
    hand(client, called="\u202emik\u202c <b>x</b>")
    assert Claim.objects.get().payload["signing"]["pseudonym"] == "mik x"


def test_mass_assignment_through_the_form_changes_nothing(client: Client) -> None:
    hand(client, is_staff="on", suspended_until="", resident="true", author="1", state="public", proven_by="oidc")
    client.post(link())
    person = Person.objects.get()
    assert (person.resident, person.proven_by, person.user) == (None, "", None)


def test_other_kinds_of_claims_run_once_now_or_at_the_click(client: Client) -> None:
    ran: list[tuple[int, int]] = []
    try:

        @on_confirm("tests.wave", show=lambda claim: Shown("Sie winken", "Hallo"))
        def wave(claim: Claim, person: Person) -> None:
            ran.append((claim.payload["to"], person.pk))

        person = make_person()
        known = request_of(client, person)
        assert act(known, signing_of(known), "tests.wave", {"to": 7}, "/x/").path == "/x/"
        assert ran == [(7, person.pk)]
        stranger = request_of(Client())
        act(stranger, signing_of(stranger), "tests.wave", {"to": 8})
        path = link()
        client.post(path)
        client.post(path)
        assert [to for to, _person in ran] == [7, 8]
    finally:
        handlers.pop("tests.wave", None)


def test_a_kind_that_nobody_knows_is_a_mistake(client: Client) -> None:
    with pytest.raises(KeyError):
        open_claim(request_of(client), ADDRESS, "unheard")
