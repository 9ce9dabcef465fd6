"""What is hidden, held back or cut out stands on no face: page, feed, table, interface, search, mail, preview."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from roterfaden.accounts.models import Person
from roterfaden.contributions import actions as contributions
from roterfaden.contributions.actions import NotAllowed, submit
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Contribution, State
from roterfaden.contributions.search import documents
from roterfaden.kit.things import thing
from roterfaden.moderation import actions, tokens
from roterfaden.moderation.kinds import Kind
from roterfaden.moderation.models import Decision
from roterfaden.moderation.registry import Cut
from roterfaden.notices.sending import send
from tests.contributions.factories import make_contribution, make_person
from tests.moderation.factories import HIDDEN_WORDS, PAPER, make_decision, make_moderator, make_report
from tests.participation.factories import make_process

pytestmark = pytest.mark.django_db
SECRET = "Kunibert"
ANSWER = "Beim zweiten Lesen ist es sachliche Kritik."


def faces(row: Contribution) -> list[str]:
    talk = f"/gespraech/{row.on_kind}/{row.on_key}"
    slug = thing(row.on)
    assert slug is not None
    return [
        slug.url,
        f"{talk}/",
        f"{talk}.atom",
        f"{talk}.csv",
        f"/beitraege/{row.pk}/",
        f"/api/v1/contributions/{row.pk}",
        "/api/v1/contributions",
        f"/moderation/melden/contribution/{row.pk}/",
        f"/beitraege/{row.pk}/antworten/",
        f"/beitraege/{row.pk}/bearbeiten/",
        "/moderation/",
    ]


def shown(client: Client, row: Contribution) -> list[str]:
    """The faces on which the words stand."""
    found = []
    for path in faces(row):
        answer: Any = client.get(path)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if SECRET in text.decode():
            found.append(path)
    row.refresh_from_db()
    found += ["search"] if any(SECRET in str(document) for document in documents(row.kind)([row.pk])) else []
    return found + (["thing"] if SECRET in str(thing(row.ref)) else [])


def test_a_public_one_is_found_on_its_faces_so_that_this_test_can_fail(client: Client) -> None:
    found = shown(client, make_contribution(make_process().ref, HIDDEN_WORDS))
    assert len(found) >= 5
    assert "search" in found


def test_what_is_hidden_stands_nowhere_and_comes_back_everywhere(client: Client) -> None:
    row = make_contribution(make_process().ref, HIDDEN_WORDS)
    child = make_contribution(row.on, "Eine freundliche Antwort.", parent=row)
    before = shown(client, row)
    decision = make_decision(make_moderator(), row)
    assert shown(client, row) == []
    page = client.get(f"/gespraech/{row.on_kind}/{row.on_key}/").content.decode()
    assert "ausgeblendet" in page
    assert f"/moderation/eintrag/{decision.uid}/" in page, "the children stand below a sentence that leads to the log"
    assert child.text in page
    objection = actions.object_as_author(decision, "Satire.")
    actions.decide_objection(make_moderator("wim", "Widerspruchsstelle"), objection, True, ANSWER)
    assert shown(client, row) == before


@pytest.mark.parametrize("state", [State.HELD, State.WAITING])
def test_what_waits_stands_nowhere(client: Client, state: State) -> None:
    assert shown(client, make_contribution(make_process().ref, HIDDEN_WORDS, state=state, published_at=None)) == []


def test_what_was_cut_out_stands_nowhere_and_no_edit_brings_it_back(client: Client) -> None:
    row = make_contribution(make_process().ref, f"Mehr Bänke. {HIDDEN_WORDS}")
    author = row.author
    assert author is not None
    contributions.edit(author, row, f"Mehr Bänke hier. {HIDDEN_WORDS}")
    make_decision(make_moderator(), row, Kind.SHORTEN, cut=Cut("", "Mehr Bänke hier. […]"))
    assert shown(client, row) == []
    row.refresh_from_db()
    with pytest.raises(NotAllowed):
        contributions.edit(author, row, HIDDEN_WORDS)
    page = client.get(f"/gespraech/{row.on_kind}/{row.on_key}/").content.decode()
    assert "gekürzt" in page


def test_what_is_closed_gets_no_answers() -> None:
    row = make_contribution(make_process().ref, HIDDEN_WORDS)
    make_decision(make_moderator(), row, Kind.LOCK)
    stale = Contribution.objects.get(pk=row.pk)
    stale.locked = False
    with pytest.raises(NotAllowed):
        submit(make_person(), Words("comment", row.on, PAPER, "Doch noch eine.", parent=stale))


def test_mails_that_were_queued_before_say_nothing_of_it() -> None:
    row = make_contribution(make_process().ref, HIDDEN_WORDS)
    make_report(row, passage=HIDDEN_WORDS, words=f"Das über {SECRET}!")
    make_decision(make_moderator(), row)
    send()
    assert len(mail.outbox) == 3
    for letter in mail.outbox:
        assert SECRET not in str(letter.message())
        assert letter.to != ["mona@example.org"]
    statement = next(letter for letter in mail.outbox if "betrifft" in letter.subject)
    assert "/moderation/begruendung/" in statement.body
    assert "widersprechen" in statement.body


def test_a_statement_that_was_undone_before_it_left_is_not_sent() -> None:
    user = make_moderator()
    decision = make_decision(user, make_contribution(make_process().ref, HIDDEN_WORDS))
    actions.undo(user, decision)
    send()
    assert [letter.subject for letter in mail.outbox] == ["Eine Entscheidung ist zurückgenommen"]


def test_the_private_page_shows_the_author_their_own_words_and_takes_one_objection(client: Client) -> None:
    decision = make_decision(make_moderator(), make_contribution(make_process().ref, HIDDEN_WORDS))
    path = f"/moderation/begruendung/{tokens.of_decision(decision)}/"
    page = client.get(path)
    assert SECRET in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex"
    assert client.post(path, {"text": " "}).status_code == 422
    assert client.post(path, {"text": "Das war Satire."}).status_code == 302
    assert client.post(path, {"text": "Noch einmal."}).status_code == 422
    assert decision.objections.count() == 1
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, {"text": "Fremdes Formular."}).status_code == 403


@pytest.mark.parametrize("change", ["other", "cut", "nonce", "long", "report"])
def test_a_link_that_was_changed_or_is_void_opens_nothing(client: Client, change: str) -> None:
    row = make_contribution(make_process().ref, HIDDEN_WORDS)
    report, _code = make_report(row)
    decision = make_decision(make_moderator(), row)
    other = make_decision(make_moderator("rita"), make_contribution(row.on, "Ein anderer Text."))
    token = tokens.of_decision(decision)
    changed = {
        "other": token.replace(f"{decision.pk}.", f"{other.pk}.", 1),
        "cut": token[:-2],
        "nonce": token,
        "long": token + "x" * 200,
        "report": tokens.of_report(report),
    }[change]
    if change == "nonce":
        Decision.objects.filter(pk=decision.pk).update(nonce="another")
    answer = client.get(f"/moderation/begruendung/{changed}/")
    assert answer.status_code == 404
    assert SECRET not in answer.content.decode()


def test_people_hear_in_their_language() -> None:
    row = make_contribution(make_process().ref, HIDDEN_WORDS)
    Person.objects.filter(pk=row.author_id).update(language="en")
    assert "object to this decision" in make_decision(make_moderator(), row).how_to_object
