"""A person is erased: the chain still verifies, an entry says why, and not a byte of the name is left anywhere."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import log
from wagtail.models import Page

from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import Personal, record
from roterfaden.ledger.erasing import ReasonMissing, erase, erase_content, finish, is_scrub_due
from roterfaden.ledger.models import Entry, Pending, PersonalFact
from roterfaden.operation.erasing import Erasure, TooShort, _erasers, eraser
from roterfaden.operation.erasing.columns import places, struck
from roterfaden.operation.erasing.scrubbing import remains
from roterfaden.search.actions import enqueue
from roterfaden.search.indexer import drain
from tests.accounts.factories import make_user
from tests.council import factories as council
from tests.ledger.checking import check_as_stranger, check_own, check_remote
from tests.ledger.factories import ANNA, CHANGED, make_entries, make_entry, make_head, make_thing

CANARY = "Änne Kanarienvogel-4711"
BEN = Ref("person", "9")
REASON = "Antrag nach Artikel 17"


@pytest.fixture
def places_of_files(home: Path, settings: Any) -> Path:
    """Files, index and mails of their own."""
    settings.MEDIA_ROOT, settings.SEARCH_ROOT = home / "files", home / "search"
    (home / "files").mkdir()
    return home


@pytest.mark.django_db
class TestLedger:
    def test_personal_facts_of_an_owner_go_and_the_chain_holds(self) -> None:
        make_entry(personal=[Personal("author", CANARY, ANNA), Personal("clerk", "Ben Beispiel", BEN)])
        make_head()
        check_own()
        report = erase(None, ANNA, REASON)
        assert report.facts == 1
        gone, kept = PersonalFact.objects.order_by("name")
        assert (bytes(gone.salt), gone.value, gone.owner_key) == (b"", "", "")
        assert kept.value == "Ben Beispiel"
        assert check_own().size == check_remote().size == check_as_stranger() == 2

    def test_an_entry_says_what_was_erased_and_why(self, client: Client) -> None:
        make_entry(personal=[Personal("author", CANARY, ANNA)])
        erase(None, ANNA, REASON)
        page = client.get("/protokollbuch/1").content.decode()
        assert REASON in page
        assert "/protokollbuch/2" in page
        assert "eine Angabe über eine Person" in client.get("/protokollbuch/2").content.decode()

    def test_a_second_time_erases_nothing_more(self) -> None:
        make_entry(personal=[Personal("author", CANARY, ANNA)])
        erase(None, ANNA, REASON)
        assert erase(None, ANNA, REASON).facts == 0
        assert Entry.objects.count() == 2

    def test_facts_that_wait_for_their_number_are_not_forgotten(self) -> None:
        record(CHANGED.key, make_thing(), {}, [Personal("author", CANARY, ANNA)])
        assert erase(None, ANNA, REASON).facts == 1
        assert not Pending.objects.exists()
        assert check_own().size == 2

    def test_an_entrys_content_goes_and_the_page_says_so(self, client: Client) -> None:
        make_entry(title="Verleumdung", personal=[Personal("author", CANARY, ANNA)])
        make_entry()
        make_head()
        erase_content(None, 1, REASON)
        page = client.get("/protokollbuch/1").content.decode()
        assert "Der Inhalt dieses Eintrags wurde gelöscht" in page
        assert REASON in page
        assert "Verleumdung" not in page
        assert not PersonalFact.objects.exists()
        assert check_own().erased == check_remote().erased == 1
        assert check_as_stranger() == 3
        erase_content(None, 1, REASON)
        assert Entry.objects.count() == 3

    def test_entries_that_name_the_person_lose_their_content(self) -> None:
        make_entry(title=f"Rede von {CANARY}")
        make_entry(title="Rede von niemandem")
        assert erase(None, ANNA, REASON, [CANARY]).entries == 1
        assert [row.content != "" for row in Entry.objects.order_by("number")] == [False, True, True]
        assert check_own().erased == 1

    def test_entries_about_the_person_lose_content_and_subject(self, client: Client) -> None:
        make_entry(key="person-9", title="x")
        make_entry(key="2")
        assert erase(None, Ref("probe", "person-9"), REASON, contents=True).entries == 1
        row = Entry.objects.get(number=1)
        assert (row.content, row.subject_key, bytes(row.subject_salt)) == ("", "", b"")
        assert "person-9" not in client.get("/api/v1/ledger/entries").content.decode()
        assert check_own().size == check_remote().size == check_as_stranger() == 3

    @pytest.mark.parametrize("reason", ["", "  ", "x" * 501, f"wegen {CANARY}"])
    def test_without_a_good_reason_nothing_is_erased(self, reason: str) -> None:
        make_entry(personal=[Personal("author", CANARY, ANNA)])
        with pytest.raises(ReasonMissing):
            erase(None, ANNA, reason, [CANARY])
        assert PersonalFact.objects.get().value == CANARY

    def test_a_short_text_is_refused(self) -> None:
        with pytest.raises(TooShort):
            erase(None, ANNA, REASON, ["Anna"])

    @pytest.mark.parametrize("role", ["Redaktion", "Einsicht", "Betrieb"])
    def test_whoever_may_not_erases_nothing(self, role: str) -> None:
        make_entries(1)
        user = make_user("ben", role)
        with pytest.raises(PermissionDenied):
            erase(user, ANNA, REASON)
        with pytest.raises(PermissionDenied):
            erase_content(user, 1, REASON)
        assert PersonalFact.objects.get().value

    def test_the_log_says_who_but_not_whom(self) -> None:
        from wagtail.models import ModelLogEntry

        make_entries(1)
        erase(make_user("dora", "Datenschutz"), ANNA, REASON)
        entry = ModelLogEntry.objects.get(action="ledger.erase")
        assert entry.user is not None
        assert entry.data == {"facts": 1, "entries": 0}


def test_a_room_erases_what_only_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Erasure] = []
    monkeypatch.setattr("roterfaden.operation.erasing._erasers", dict(_erasers))

    @eraser("test", label="Test")
    def forget(erasure: Erasure) -> int:
        seen.append(erasure)
        return 3

    from roterfaden.operation.erasing import all_erasers

    (own,) = [row for row in all_erasers() if row.name == "test"]
    assert own.erase(Erasure(ANNA, (CANARY,))) == 3
    assert seen == [Erasure(ANNA, (CANARY,))]


def test_struck_values_are_never_longer() -> None:
    assert struck({"a": [CANARY, f"von {CANARY}."], CANARY: 1}, [CANARY]) == {
        "a": ["[gelöscht]", "von [gelöscht]."],
        "[gelöscht]": 1,
    }
    assert struck("Muster", ["Muster"]) == "[gelös"


def spread(home: Path) -> None:
    """The canary in every place that the portal has."""
    user = make_user("clerk")
    make_entry(title=f"Anfrage von {CANARY}")
    record(CHANGED.key, make_thing("2"), {"title": "x"}, [Personal("author", CANARY, ANNA)])
    paper = council.make_paper(name=f"Anfrage von {CANARY}")
    council_raw(paper)
    enqueue("paper", [paper.pk])
    drain(20)
    page = Page.get_first_root_node().add_child(title="Start", slug="canary")
    page.title = f"Neues von {CANARY}"
    page.save_revision(user=user).publish()
    log(user, "wagtail.edit", user=user, data={"title": CANARY})
    DBTaskResult.objects.create(
        args_kwargs={"args": [CANARY], "kwargs": {}},
        task_path="x",
        backend_name="default",
        exception_class_path="",
        traceback="",
        run_after=timezone.now(),
    )


def council_raw(paper: Any) -> None:
    """What the source sent."""
    from roterfaden.council.models import RawObject

    RawObject.objects.create(
        source=paper.source, key="x", oparl_type="Paper", hash="0" * 64, body={"name": f"von {CANARY}"}
    )


@pytest.mark.django_db(transaction=True)
def test_not_a_byte_is_left(places_of_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from roterfaden.search.engines import engine

    spread(places_of_files)
    upload = places_of_files / "files" / "brief.txt"
    upload.write_text(f"Brief von {CANARY}")
    monkeypatch.setattr("roterfaden.operation.erasing._erasers", dict(_erasers))

    @eraser("test.files", label="Briefe")
    def forget(erasure: Erasure) -> int:
        upload.unlink()
        return 1

    make_head_after_numbers()
    check_own()
    before = places([CANARY])
    assert {name.split(".")[1] for name in before} >= {
        "Entry",
        "PersonalFact",
        "Paper",
        "RawObject",
        "Revision",
        "ModelLogEntry",
        "DBTaskResult",
    }
    assert upload in remains([CANARY])
    if connection.vendor == "sqlite":
        assert Path(str(connection.settings_dict["NAME"])) in {
            Path(str(path).removesuffix("-wal")) for path in remains([CANARY])
        }
    assert engine().ready()
    report = erase(None, ANNA, REASON, [CANARY])
    assert is_scrub_due()
    assert finish([CANARY]) == []
    assert not is_scrub_due()
    assert report.columns
    assert places([CANARY]) == {}
    assert remains([CANARY]) == []
    assert check_own().size == 4
    assert check_remote().size == check_as_stranger() == 4


def make_head_after_numbers() -> None:
    """Everything has its number and is signed."""
    from roterfaden.ledger.sequencing import sequence

    sequence()
    make_head()


@pytest.mark.django_db(transaction=True)
def test_the_command_tells_what_it_did_and_what_is_left(places_of_files: Path) -> None:
    make_entry(personal=[Personal("author", CANARY, ANNA)])
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("erase", "person:3", "--reason", REASON, "--text", CANARY, stdout=out)
    assert ended.value.code == 0
    assert "Angaben über Personen gelöscht: 1" in out.getvalue()
    (places_of_files / "files" / "brief.txt").write_text(CANARY)
    with pytest.raises(SystemExit) as ended:
        call_command("erase", "person:3", "--reason", REASON, "--text", CANARY, stdout=out)
    assert ended.value.code == 1
    assert "NOCH DA" in out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments",
    [
        ["person"],
        [":3", "--reason", "x"],
        ["person:3"],
        ["person:3", "--reason", REASON, "--text", "ab"],
        ["person:" + "x" * 300, "--reason", REASON],
    ],
)
def test_the_command_refuses_what_makes_no_sense(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("erase", *arguments)


@pytest.mark.django_db
def test_a_dry_run_changes_nothing() -> None:
    make_entry(title=CANARY)
    out = StringIO()
    call_command("erase", "person:3", "--text", CANARY, "--dry-run", stdout=out)
    assert "ledger.Entry.content: 1" in out.getvalue()
    assert CANARY in Entry.objects.get().content
