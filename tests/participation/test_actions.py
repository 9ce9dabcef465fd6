"""What changes processes: who may, who is told, and what nobody can do."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from roterfaden.accounts.models import User
from roterfaden.kit.things import Ref
from roterfaden.ledger.models import Pending
from roterfaden.notices.models import Event, PersonalMail
from roterfaden.participation import actions, formats, moments
from roterfaden.participation.actions.clock import tell_time, waiting
from roterfaden.participation.drafts import PhaseDraft, ProcessDraft, free_slug
from roterfaden.participation.eligibility import ANYBODY, Who
from roterfaden.participation.events import widened
from roterfaden.participation.models import Eligibility, Phase, Process, ProcessState
from roterfaden.participation.modules import Module, modules
from roterfaden.participation.reminding import remind, words
from roterfaden.places.models import District
from tests.accounts.factories import make_user
from tests.contributions.factories import make_contribution
from tests.participation.factories import make_eligibility, make_phase, make_process, use_probe
from tests.threads.factories import make_thread

pytestmark = pytest.mark.django_db
READY = {"summary": "Es geht um Bäume.", "purpose": "Wir pflanzen.", "decides": "Der Rat", "office": "Grünamt"}
DRAFT = {"state": ProcessState.DRAFT, "published_at": None}


@pytest.fixture(autouse=True)
def probe(monkeypatch: pytest.MonkeyPatch) -> None:
    use_probe(monkeypatch)


@pytest.fixture
def office() -> User:
    return make_user("buero", "Beteiligungsbüro")


@pytest.fixture
def release() -> User:
    return make_user("freigabe", "Beteiligungs-Freigabe")


def entries() -> list[str]:
    return list(Pending.objects.order_by("pk").values_list("kind", flat=True))


def make_draft(**values: Any) -> Process:
    process = make_process(**{**DRAFT, **READY, **values})
    make_phase(process, "probe")
    return process


def test_a_new_process_is_a_draft_that_nobody_hears_of(office: User) -> None:
    process = actions.create(office, ProcessDraft("Wo fehlt Schatten?"), [PhaseDraft("Sammeln", "probe")], "ideas")
    assert process.state == ProcessState.DRAFT
    assert process.slug == "wo-fehlt-schatten"
    assert process.phases.get().module == "probe"
    assert entries() == []


def test_publishing_tells_ledger_followers_and_search_once(release: User) -> None:
    process = make_draft()
    actions.publish(release, process)
    assert process.state == ProcessState.PUBLIC
    assert entries() == ["process.published"]
    assert Event.objects.get().kind == "process.published"
    with pytest.raises(actions.NotInThatState):
        actions.publish(release, process)
    assert entries() == ["process.published"]


@pytest.mark.parametrize("missing", sorted(READY))
def test_nothing_is_published_that_does_not_say_what_people_must_know(release: User, missing: str) -> None:
    process = make_draft(**{missing: ""})
    with pytest.raises(actions.NotReady) as problem:
        actions.publish(release, process)
    assert problem.value.missing == [missing]
    process.refresh_from_db()
    assert process.state == ProcessState.DRAFT


def test_a_template_is_never_published(release: User) -> None:
    process = make_draft(is_template=True)
    with pytest.raises(actions.NotInThatState):
        actions.publish(release, process)


def test_of_two_who_save_the_second_is_told(office: User) -> None:
    process = make_draft()
    first = Process.objects.get(pk=process.pk)
    actions.change(office, process, 1, ProcessDraft("Neuer Titel"))
    with pytest.raises(actions.Conflict):
        actions.change(office, first, 1, ProcessDraft("Anderer Titel"))
    with pytest.raises(actions.Conflict):
        actions.add_phase(office, first, 1, PhaseDraft("Noch eine"))
    assert Process.objects.get(pk=process.pk).title == "Neuer Titel"
    assert process.phases.count() == 1


def test_the_ledger_keeps_no_wording_of_a_process(office: User) -> None:
    process = make_process(**READY)
    actions.change(office, process, 1, ProcessDraft("Ein sehr eigener Titel", purpose="Geheimer Zweck"))
    entry = Pending.objects.get(kind="process.changed")
    assert "eigener" not in entry.content + entry.personal
    assert "Geheimer" not in entry.content + entry.personal


def test_hiding_needs_a_reason_and_leaves_a_trace(release: User) -> None:
    process = make_process()
    with pytest.raises(actions.ReasonMissing):
        actions.hide(release, process, " \n ")
    actions.hide(release, process, "Sie lief aus Versehen.")
    assert process.state == ProcessState.HIDDEN
    assert entries() == ["process.hidden"]
    assert "Versehen" not in Pending.objects.get().content


def test_closing_needs_a_result_and_reopening_a_reason(release: User) -> None:
    process = make_process()
    with pytest.raises(actions.ReasonMissing):
        actions.close(release, process, "")
    actions.close(release, process, "Acht Bäume.\n\nIm Herbst.")
    assert process.result == "Acht Bäume.\n\nIm Herbst."
    with pytest.raises(actions.NotInThatState):
        actions.close(release, process, "Noch einmal")
    actions.reopen(release, process, "Es fehlten Stimmen.")
    assert process.state == ProcessState.PUBLIC
    assert process.closed_at is None


def test_a_hidden_process_that_was_closed_comes_back_closed(release: User) -> None:
    process = make_draft(state=ProcessState.PUBLIC, published_at=timezone.now())
    actions.close(release, process, "Fertig.")
    actions.hide(release, process, "Ein Name stand darin.")
    actions.publish(release, process)
    assert process.state == ProcessState.CLOSED
    assert process.hidden_reason == ""


CHANGES: dict[str, Any] = {
    "create": lambda user, process: actions.create(user, ProcessDraft("Neu"), [], "ideas"),
    "change": lambda user, process: actions.change(user, process, process.version, ProcessDraft("Anders")),
    "copy": lambda user, process: actions.copy(user, process, "Kopie"),
    "add_phase": lambda user, process: actions.add_phase(user, process, process.version, PhaseDraft("Neu")),
    "eligibility": lambda user, process: actions.set_eligibility(user, process, 1, "vote", Who(account=True)),
    "links": lambda user, process: actions.set_links(user, process, []),
    "publish": lambda user, process: actions.publish(user, process),
    "schedule": lambda user, process: actions.schedule(user, process, timezone.now() + timedelta(days=1)),
}
MAY = {
    "Beteiligungsbüro": {"create", "change", "copy", "add_phase", "eligibility", "links"},
    "Beteiligungs-Freigabe": {"publish", "schedule"},
    "Einsicht": set(),
    "Redaktion": set(),
}


@pytest.mark.parametrize("change", sorted(CHANGES))
@pytest.mark.parametrize("role", sorted(MAY))
def test_each_role_may_what_its_table_says_and_nothing_else(role: str, change: str) -> None:
    user, process = make_user("person", role), make_draft()
    before = (Process.objects.count(), Process.objects.get(pk=process.pk).version)
    if change in MAY[role]:
        CHANGES[change](user, process)
        return
    with pytest.raises(PermissionDenied):
        CHANGES[change](user, process)
    assert (Process.objects.count(), Process.objects.get(pk=process.pk).version) == before


def test_what_was_scheduled_is_published_by_itself_once(release: User, monkeypatch: pytest.MonkeyPatch) -> None:
    process, later = make_draft(), timezone.now() + timedelta(hours=2)
    actions.schedule(release, process, later)
    assert actions.publish_due() == 0
    assert actions.publish_due(later) == 1
    assert actions.publish_due(later) == 0
    process.refresh_from_db()
    assert process.state == ProcessState.PUBLIC
    assert process.publish_at is None
    assert entries() == ["process.published"]


def test_what_lost_its_texts_meanwhile_waits_for_a_person(release: User) -> None:
    process, later = make_draft(), timezone.now() + timedelta(hours=2)
    actions.schedule(release, process, later)
    Process.objects.filter(pk=process.pk).update(purpose="")
    assert actions.publish_due(later) == 0
    process.refresh_from_db()
    assert (process.state, process.publish_at) == (ProcessState.DRAFT, None)


def test_nothing_is_scheduled_into_the_past(release: User) -> None:
    with pytest.raises(actions.NotInThatState):
        actions.schedule(release, make_draft(), timezone.now() - timedelta(seconds=1))


def test_the_beginning_of_a_phase_is_told_once_and_a_moved_one_again() -> None:
    process, now = make_process(), timezone.now()
    phase = make_phase(process, "probe", start=now - timedelta(hours=1))
    assert tell_time() == 1
    assert tell_time() == 0
    Phase.objects.filter(pk=phase.pk).update(start=now - timedelta(minutes=5))
    assert tell_time() == 1
    assert Event.objects.filter(kind="process.phase_begun").count() == 2


def test_what_began_long_ago_or_in_secret_is_no_news() -> None:
    now = timezone.now()
    make_phase(make_process(), "probe", start=now - timedelta(days=9), end=now + timedelta(days=1))
    make_phase(make_process(**DRAFT), "probe", start=now - timedelta(hours=1))
    make_phase(make_process(), "", start=now - timedelta(hours=1))
    assert not waiting().exists()


def test_who_follows_a_district_or_thread_hears_of_its_process(office: User) -> None:
    process, thread = make_process(), make_thread("Uferweg")
    district = District.objects.create(number=91, name="Probebezirk", slug="probebezirk")
    process.districts.add(district)
    actions.set_links(office, process, [Ref("thread", str(thread.pk))])
    assert set(widened([process.ref])[process.ref]) == {
        Ref("thread", str(thread.pk)),
        Ref("district", str(district.pk)),
    }


def test_a_process_is_tied_to_public_things_alone(office: User) -> None:
    hidden = make_thread("Geheim", state="draft")
    with pytest.raises(ValidationError):
        actions.set_links(office, make_process(), [Ref("thread", str(hidden.pk))])


def test_a_phase_that_has_begun_in_public_keeps_its_method_and_stays(office: User) -> None:
    process = make_process()
    phase = make_phase(process, "probe")
    with pytest.raises(actions.NotInThatState):
        actions.change_phase(office, phase, 1, PhaseDraft("Anders", ""))
    phase.refresh_from_db()
    process.refresh_from_db()
    with pytest.raises(actions.NotInThatState):
        actions.remove_phase(office, phase, process.version)
    process.refresh_from_db()
    assert process.phases.get().module == "probe"
    assert process.version == 1


def test_a_rule_that_holds_everywhere_needs_no_row(office: User) -> None:
    process = make_process()
    actions.set_eligibility(office, process, 1, "vote", Who(account=True, age_bands=("16-25",)))
    assert Eligibility.objects.get().age_bands == ["16-25"]
    actions.set_eligibility(office, process, 2, "vote", ANYBODY)
    assert not Eligibility.objects.exists()
    assert entries() == ["process.rules_changed"] * 2


def test_a_copy_has_texts_phases_and_rules_but_no_dates_and_nothing_said(office: User) -> None:
    process = make_draft()
    make_eligibility(process, "vote", account=True)
    make_contribution(process.ref)
    new = actions.copy(office, process, "Noch einmal")
    phase = new.phases.get()
    assert (new.state, new.summary, phase.start, phase.end) == (ProcessState.DRAFT, process.summary, None, None)
    assert new.eligibility.get().account
    template = actions.copy(office, process, process.title, as_template=True)
    assert template.is_template


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " \n"}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "x", "influence": "dictate"}, "influence"),
        ({"title": "x", "answer_days": 0}, "answer_days"),
        ({"title": "x", "answer_from": 10}, "answer_days"),
        ({"title": "x", "sign_language": "javascript:alert(1)"}, "sign_language"),
        ({"title": "x", "formal_url": "//evil.example"}, "formal_url"),
        ({"title": "x", "contact_mail": "nobody"}, "contact_mail"),
    ],
)
def test_wrong_fields_are_named(values: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as problem:
        ProcessDraft(**values).values()
    assert field in problem.value.message_dict


def test_texts_are_cleaned_once() -> None:
    values = ProcessDraft("Wo\u202e fehlt\x00 <b>Schatten</b>?", summary="Eins\n\n\n\nzwei").values()
    assert values["title"] == "Wo fehlt Schatten?"
    assert values["summary"] == "Eins\n\nzwei"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x", "module": "nowhere"}, "module"),
        (
            {
                "name": "x",
                "start": datetime(2026, 1, 2, tzinfo=moments.UTC),
                "end": datetime(2026, 1, 1, tzinfo=moments.UTC),
            },
            "end",
        ),
        ({"name": "x", "start": datetime(1900, 1, 2, tzinfo=moments.UTC)}, "start"),
        ({"name": "x", "module": "probe", "end": datetime(2026, 1, 1, tzinfo=moments.UTC)}, "start"),
    ],
)
def test_wrong_phases_are_refused_in_plain_words(values: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as problem:
        PhaseDraft(**values).values()
    assert field in problem.value.message_dict


def test_addresses_are_free_and_never_those_of_other_pages() -> None:
    make_process(slug="wo-fehlt-schatten")
    assert free_slug("Wo fehlt Schatten?") == "wo-fehlt-schatten-2"
    assert free_slug("Liste") == "liste-2"
    assert free_slug("???") == "beteiligung"


# Formats


@pytest.fixture
def all_methods(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in {key for one in formats.FORMATS for key in one.needs}:
        monkeypatch.setitem(modules, key, Module(key, key, "", lambda phase, request: ""))


def test_there_are_ten_formats_and_only_possible_ones_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len({one.key for one in formats.FORMATS}) == 10
    for key in list(modules):
        monkeypatch.delitem(modules, key)
    assert formats.offered() == []
    monkeypatch.setitem(modules, "poll", Module("poll", "", "", lambda phase, request: ""))
    assert [one.key for one in formats.offered()] == ["poll"]
    assert formats.format_of("ideas") is None


@pytest.mark.parametrize("chosen", formats.FORMATS, ids=lambda one: one.key)
def test_each_format_makes_a_process_that_could_be_published(
    chosen: formats.Format, all_methods: None, office: User, release: User
) -> None:
    start = moments.berlin(datetime(2026, 10, 19).date())
    end = moments.end_of(datetime(2026, 10, 24).date())
    draft = formats.process_draft(chosen, "Eine Frage?")
    typed = ProcessDraft(**{**vars(draft), "summary": "Worum.", "decides": "Wer.", "office": "Amt."})
    process = actions.create(office, typed, formats.phase_drafts(chosen, start, end), chosen.key)
    phases = list(process.phases.all())
    assert (phases[0].start, phases[0].end) == (start, end)
    assert phases[0].module
    assert all(phase.name_en for phase in phases)
    dated = [phase for phase in phases if phase.start]
    assert all(one.end == two.start for one, two in pairwise(dated))
    assert all(phase.end.astimezone(moments.BERLIN).hour == 0 for phase in dated if phase.end)
    actions.publish(release, process)


# Reminders


def test_organisers_are_reminded_once_a_week_of_what_they_owe() -> None:
    today = timezone.localdate()
    process = make_process(contact_mail="gruen@example.org")
    make_contribution(process.ref, answer_due=today - timedelta(days=1))
    make_contribution(process.ref, answer_due=today + timedelta(days=2))
    make_contribution(process.ref, answer_due=today + timedelta(days=30))
    make_contribution(make_process().ref, answer_due=today)
    assert remind() == 1
    assert remind() == 0
    assert remind(today + timedelta(days=7)) == 1
    assert PersonalMail.objects.count() == 2
    told = words({"process": process.pk})
    assert told is not None
    assert "2 Beiträge warten" in told.lines[0]
    assert "1 überfällig" in told.lines[1]
    assert mail.outbox == []


def test_a_reminder_is_dropped_where_all_was_answered_meanwhile() -> None:
    process = make_process(contact_mail="gruen@example.org")
    said = make_contribution(process.ref, answer_due=timezone.localdate())
    remind()
    said.answered_at = timezone.now()
    said.save()
    assert words({"process": process.pk}) is None
