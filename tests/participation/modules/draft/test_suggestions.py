"""Suggestions: who may, what is kept, what the office decides, and that two at once lose nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.models import Contribution, Outcome, State
from roterfaden.ledger.models import Pending
from roterfaden.participation.models import Phase, ProcessState
from roterfaden.participation.modules.draft.actions import Wording, decide, suggest, write_text
from roterfaden.participation.modules.draft.models import Decision, Suggestion, Version
from roterfaden.participation.modules.draft.passages import as_typed
from roterfaden.participation.modules.refusing import SEE, Conflict, Refused
from tests.contributions.factories import make_person
from tests.participation.modules.factories import (
    TEXT,
    make_draft,
    make_organiser,
    make_suggestion,
    making,
    next_version,
)

pytestmark = pytest.mark.django_db
BETTER = "Die Stadt baut breite Radwege entlang der Ihme und räumt sie im Winter."


def test_a_suggestion_keeps_its_passage_its_version_and_the_wording_it_was_made_upon() -> None:
    draft = make_draft()
    row = make_suggestion(draft, "p2", BETTER, why="Lastenräder sind breiter.")
    assert (row.kind, row.on, row.area, row.passage) == ("suggestion", draft.ref, draft.phase.process.ref, "p2")
    assert row.title == "Lastenräder sind breiter."
    assert row.suggestion.base.number == 1
    assert row.suggestion.base_text.startswith("Die Stadt baut sichere Radwege")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("   ", "text"),
        ("x" * 100_000, "text"),
        ("Die Stadt baut SICHERE Radwege entlang der Ihme  und pflegt sie im Winter.", "text"),
        ("<b></b>\u202e\u200b", "text"),
    ],
)
def test_empty_endless_and_equal_words_are_refused_and_nothing_is_kept(text: str, field: str) -> None:
    draft = make_draft()
    with pytest.raises(Refused) as problem:
        suggest(make_person(), draft, Wording("p2", text))
    assert problem.value.field == field
    assert not Contribution.objects.exists()


def test_markup_and_unseen_characters_do_not_get_in() -> None:
    row = make_suggestion(
        make_draft(), text="<script>alert(1)</script>Radwege\u202e sind\x00 breit.", why="<i>Weil</i>"
    )
    assert "<" not in row.text
    assert row.text.endswith("Radwege sind breit.")
    assert row.title == "Weil"


def test_a_passage_that_the_newest_version_does_not_have_takes_no_suggestion() -> None:
    with pytest.raises(Refused):
        suggest(make_person(), make_draft(), Wording("p99", BETTER))


def test_one_tick_after_the_end_nothing_is_taken() -> None:
    draft = make_draft()
    Phase.objects.filter(pk=draft.phase_id).update(end=timezone.now())
    draft.phase.refresh_from_db()
    with pytest.raises(NotAllowed):
        suggest(make_person(), draft, Wording("p2", BETTER))
    Phase.objects.filter(pk=draft.phase_id).update(end=timezone.now() + timedelta(hours=1))
    draft.phase.refresh_from_db()
    assert suggest(make_person(), draft, Wording("p2", BETTER)).pk


def test_an_unpublished_process_takes_nothing() -> None:
    draft = make_draft()
    process = draft.phase.process
    process.state = ProcessState.DRAFT
    process.save()
    with pytest.raises(NotAllowed):
        suggest(make_person(), draft, Wording("p2", BETTER))


def test_accepting_writes_the_wording_tells_the_author_and_the_ledger() -> None:
    draft, user = make_draft(), make_organiser()
    row = make_suggestion(draft, "p2", BETTER)
    decide(user, draft, [row.pk], Decision.ACCEPTED, "Das passt zum Radwegeplan.")
    working = Version.objects.get(draft=draft, published_at=None)
    assert working.by_anchor["p2"].text == BETTER
    outcome = Outcome.objects.get(contribution=row)
    assert (outcome.kind, outcome.sentence) == (Outcome.Kind.ACCEPTED, "Das passt zum Radwegeplan.")
    assert Pending.objects.filter(kind="suggestion.decided").count() == 1
    row.refresh_from_db()
    assert row.answered_at is not None


@pytest.mark.parametrize("decision", list(Decision))
def test_without_a_reason_nothing_is_decided(decision: Decision) -> None:
    draft = make_draft()
    row = make_suggestion(draft)
    with pytest.raises(Refused) as problem:
        decide(make_organiser(), draft, [row.pk], decision, "  \u200b ", text="Anders.")
    assert problem.value.field == "reason"
    assert Suggestion.objects.get(pk=row.pk).decision == ""


def test_adapting_takes_the_words_of_the_office_and_needs_them() -> None:
    draft, user = make_draft(), make_organiser()
    row = make_suggestion(draft, "p2", BETTER)
    with pytest.raises(Refused):
        decide(user, draft, [row.pk], Decision.ADAPTED, "Fast.")
    decide(user, draft, [row.pk], Decision.ADAPTED, "Fast.", "Radwege werden im Winter geräumt.")
    working = Version.objects.get(draft=draft, published_at=None)
    assert working.by_anchor["p2"].text == "Radwege werden im Winter geräumt."
    assert Suggestion.objects.get(pk=row.pk).adapted == "Radwege werden im Winter geräumt."


def test_declining_changes_no_word_of_the_text() -> None:
    draft = make_draft()
    row = make_suggestion(draft)
    decide(make_organiser(), draft, [row.pk], Decision.DECLINED, "Das ist anderswo geregelt.")
    assert not Version.objects.filter(draft=draft, published_at=None).exists()


def test_striking_takes_the_passage_out() -> None:
    draft = make_draft()
    row = make_suggestion(draft, "p3", "", strike=True)
    decide(make_organiser(), draft, [row.pk], Decision.ACCEPTED, "Doppelt.")
    working = Version.objects.get(draft=draft, published_at=None)
    assert "p3" not in working.by_anchor
    assert [part.number for part in working.parts] == ["", "1", "", "2"]


def test_equal_suggestions_are_decided_together_and_everybody_is_told() -> None:
    draft = make_draft()
    rows = [make_suggestion(draft, "p2", text) for text in (BETTER, BETTER.replace("Stadt", "STADT"), f" {BETTER} ")]
    decide(make_organiser(), draft, [row.pk for row in rows], Decision.ACCEPTED, "Ja.")
    assert Outcome.objects.filter(kind=Outcome.Kind.ACCEPTED).count() == 3


def test_wordings_that_differ_in_one_word_are_no_repetition() -> None:
    draft = make_draft()
    rows = [make_suggestion(draft, "p2", BETTER.replace("breite", word)) for word in ("breite", "gerade", "ebene")]
    assert all(row.is_public for row in rows)


def test_different_wishes_cannot_be_accepted_together_but_declined() -> None:
    draft, user = make_draft(), make_organiser()
    rows = [make_suggestion(draft, "p2", BETTER), make_suggestion(draft, "p2", "Ganz anders.")]
    with pytest.raises(Refused):
        decide(user, draft, [row.pk for row in rows], Decision.ACCEPTED, "Ja.")
    decide(user, draft, [row.pk for row in rows], Decision.DECLINED, "Nein, denn das Geld fehlt.")
    assert Suggestion.objects.filter(decision=Decision.DECLINED).count() == 2


def test_the_second_editor_is_told_that_somebody_was_faster_and_changes_nothing() -> None:
    draft = make_draft()
    row = make_suggestion(draft, "p2", BETTER)
    decide(make_organiser(), draft, [row.pk], Decision.DECLINED, "Nein.")
    with pytest.raises(Conflict):
        decide(make_organiser(), draft, [row.pk], Decision.ACCEPTED, "Doch.")
    assert Suggestion.objects.get(pk=row.pk).reason == "Nein."
    assert Outcome.objects.count() == 1
    assert not Version.objects.filter(draft=draft, published_at=None).exists()


def test_what_was_suggested_upon_another_wording_is_not_accepted_blindly() -> None:
    draft, user = make_draft(), make_organiser()
    first, second = make_suggestion(draft, "p2", BETTER), make_suggestion(draft, "p2", "Radwege sind rot.")
    decide(user, draft, [first.pk], Decision.ACCEPTED, "Ja.")
    with pytest.raises(Refused):
        decide(user, draft, [second.pk], Decision.ACCEPTED, "Auch ja.")
    decide(user, draft, [second.pk], Decision.ADAPTED, "Auch ja.", f"{BETTER} Sie sind rot.")
    working = Version.objects.get(draft=draft, published_at=None)
    assert working.by_anchor["p2"].text.endswith("Sie sind rot.")


def test_a_strangers_suggestion_of_another_text_cannot_be_slipped_in() -> None:
    draft, other = make_draft(), make_draft()
    row = make_suggestion(other)
    with pytest.raises(Refused):
        decide(make_organiser(), draft, [row.pk], Decision.DECLINED, "Nein.")


def test_what_is_hidden_or_waits_is_not_decided() -> None:
    draft = make_draft()
    row = make_suggestion(draft)
    Contribution.objects.filter(pk=row.pk).update(state=State.HIDDEN)
    with pytest.raises(Refused):
        decide(make_organiser(), draft, [row.pk], Decision.DECLINED, "Nein.")


def test_who_only_sees_decides_nothing() -> None:
    draft = make_draft()
    row = make_suggestion(draft)
    with pytest.raises(PermissionDenied):
        decide(make_organiser(SEE), draft, [row.pk], Decision.DECLINED, "Nein.")


def test_open_suggestions_stay_with_their_passage_in_a_new_version() -> None:
    draft, user = make_draft(), make_organiser()
    row = make_suggestion(draft, "p3", "An jeder Haltestelle stehen zwei Bäume.")
    moved = TEXT.replace("Die Stadt baut", "Hannover baut").split("\n\n")
    version = next_version(draft, "\n\n".join([moved[0], moved[2], moved[1], "Neu dazu.", *moved[3:]]), user)
    assert version.number == 2
    assert version.by_anchor["p3"].number == "1"
    assert version.by_anchor["p2"].text.startswith("Hannover baut")
    assert Suggestion.objects.get(pk=row.pk).anchor in version.by_anchor


def test_what_loses_its_passage_stays_open_and_can_still_be_declined() -> None:
    draft, user = make_draft(), make_organiser()
    row = make_suggestion(draft, "p3", "An jeder Haltestelle stehen zwei Bäume.")
    parts = TEXT.split("\n\n")
    version = next_version(draft, "\n\n".join([*parts[:2], *parts[3:]]), user)
    assert "p3" not in version.by_anchor
    assert Suggestion.objects.open().filter(pk=row.pk).exists()
    with pytest.raises(Refused):
        decide(user, draft, [row.pk], Decision.ACCEPTED, "Ja.")
    decide(user, draft, [row.pk], Decision.DECLINED, "Der Absatz ist weg.")
    assert Outcome.objects.get(contribution=row).kind == Outcome.Kind.DECLINED


def test_a_name_is_never_given_twice() -> None:
    draft, user = make_draft(), make_organiser()
    parts = TEXT.split("\n\n")
    next_version(draft, "\n\n".join(parts[:-1]), user)
    version = next_version(draft, TEXT.replace(parts[-1], "Etwas ganz Neues über Bänke mit Lehnen."), user)
    assert "p5" not in version.by_anchor
    assert "p6" in version.by_anchor


def test_decided_ones_land_in_the_version_that_is_published_next() -> None:
    draft, user = make_draft(), make_organiser()
    row = make_suggestion(draft, "p2", BETTER)
    decide(user, draft, [row.pk], Decision.ACCEPTED, "Ja.")
    version = next_version(draft, as_typed(Version.objects.get(draft=draft, published_at=None).parts), user)
    assert Suggestion.objects.get(pk=row.pk).landed == version


def test_two_editors_of_the_text_lose_nothing() -> None:
    draft, user = make_draft(), make_organiser()
    before = making(draft)
    write_text(user, draft, before, f"{TEXT}\n\nVon der ersten Person.")
    with pytest.raises(Conflict) as conflict:
        write_text(make_organiser(), draft, before, f"{TEXT}\n\nVon der zweiten Person.")
    assert "Von der ersten Person." in as_typed(conflict.value.stored.parts)
