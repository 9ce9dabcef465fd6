"""The plan file: there and back, a dry run, a second time, and wrong rows by their path."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.strategy.exporting import written
from roterfaden.strategy.importing import Importer
from roterfaden.strategy.models import Assessment, Measure, Node, Plan
from roterfaden.strategy.plan_file import parsed
from tests.accounts.factories import make_user
from tests.council.factories import make_paper
from tests.strategy.factories import make_district, make_plan

ASSESSMENT = dict.fromkeys(
    ("cost", "benefit", "method", "affected", "losers", "dataBias", "accessibility", "exit"), "Text"
)


PAPER = {"kind": "paper", "number": "0728/2026"}


def example() -> dict[str, Any]:
    """A small file with one of everything."""
    return {
        "format": "roterfaden-plan",
        "version": 1,
        "plan": {"slug": "agenda", "title": "Digitale Agenda", "startsOn": "2026-01-01"},
        "levels": [
            {"kind": "field", "singular": "Feld", "plural": "Felder"},
            {"kind": "goal", "singular": "Ziel", "plural": "Ziele"},
            {"kind": "measure", "singular": "Maßnahme", "plural": "Maßnahmen"},
        ],
        "nodes": [
            {"code": "daten", "title": "Offene Daten", "parent": "demokratie", "level": 2},
            {"code": "demokratie", "title": "Demokratie", "level": 1},
        ],
        "measures": [
            {
                "slug": "oparl",
                "title": "Ratsinformationen als OParl",
                "lead": "IT",
                "nodes": ["daten"],
                "districts": ["linden-limmer"],
                "topics": ["klima"],
                "partners": [{"name": "Verein"}],
                "state": "running",
                "begunOn": "2026-02-01",
                "endsOn": "2027-12-31",
                "published": True,
                "shifts": [
                    {
                        "field": "end",
                        "new": "2028-03-31",
                        "reason": "Mehr Zeit",
                        "decidedBy": "Rat",
                        "decidedOn": "2026-06-01",
                    }
                ],
                "milestones": [
                    {"code": "lesen", "title": "Bestand lesen", "plannedOn": "2026-03-31", "actualOn": "2026-03-30"},
                    {
                        "code": "pruefen",
                        "title": "Prüfen lassen",
                        "plannedOn": "2027-01-31",
                        "requires": ["lesen"],
                        "shifts": [
                            {
                                "new": "2027-06-30",
                                "reason": "Kein Angebot",
                                "decidedBy": "IT",
                                "decidedOn": "2026-05-01",
                            }
                        ],
                    },
                ],
                "budget": [{"year": 2026, "source": "Haushalt", "planned": "90000.00", "actual": "22500.00"}],
                "assessment": dict(ASSESSMENT),
            }
        ],
    }


def body(value: Any) -> bytes:
    return json.dumps(value).encode()


@pytest.fixture
def editor() -> Any:
    make_district()
    return make_user("editor", "Strategie-Controlling", "Strategie-Freigabe")


def bring_in(user: Any, value: Any, dry: bool = False) -> Importer:
    file, wrong = parsed(body(value))
    assert file is not None, wrong
    importer = Importer(user)
    importer.run(file, dry)
    return importer


@pytest.mark.django_db
class TestBringingIn:
    """Through the actions, all or nothing."""

    def test_a_whole_plan(self, editor: Any) -> None:
        importer = bring_in(editor, example())
        assert importer.wrong == []
        plan, measure = Plan.objects.get(), Measure.objects.get()
        assert (plan.state, Node.objects.get(code="daten").parent) == ("draft", Node.objects.get(code="demokratie"))
        assert (measure.state, measure.begun_on, measure.published) == ("running", date(2026, 2, 1), True)
        assert (measure.milestones_done, measure.shift_count) == (1, 2)
        assert measure.ends_forecast == date(2028, 3, 31)
        assert Assessment.objects.get().step == "submitted"

    def test_a_second_time_changes_nothing(self, editor: Any) -> None:
        bring_in(editor, example())
        assert bring_in(editor, example()).done == []

    def test_what_is_exported_comes_back_without_a_change(self, editor: Any) -> None:
        bring_in(editor, example())
        value = json.loads(json.dumps(written(Plan.objects.get())))
        assert bring_in(editor, value).done == []

    def test_an_export_builds_the_same_plan_again(self, editor: Any) -> None:
        bring_in(editor, example())
        value = written(Plan.objects.get())
        for kind in ("plan", "levels", "nodes"):
            assert value[kind]
        value["plan"]["slug"] = "zweite"
        value["measures"] = []
        bring_in(editor, value)
        again = written(Plan.objects.get(slug="zweite"))
        assert again["nodes"] == value["nodes"]

    def test_a_dry_run_lists_and_keeps_nothing(self, editor: Any) -> None:
        importer = bring_in(editor, example(), dry=True)
        assert ("nodes[1]", "Punkt „Demokratie“ angelegt") in importer.done
        assert not Plan.objects.exists()

    def test_what_differs_is_changed_and_the_rest_left_alone(self, editor: Any) -> None:
        bring_in(editor, example())
        value = example()
        value["nodes"][0]["title"] = "Daten für alle"
        value["measures"][0]["budget"][0]["actual"] = "30000.00"
        assert [path for path, _what in bring_in(editor, value).done] == ["nodes[0]", "measures[0].budget[0]"]

    def test_one_wrong_row_keeps_all_out_and_is_named(self, editor: Any) -> None:
        value = example()
        value["measures"][0]["districts"] = ["nirgends"]
        importer = bring_in(editor, value)
        assert [problem.path for problem in importer.wrong] == ["measures[0].districts"]
        assert not Plan.objects.exists()

    def test_a_promised_date_is_not_overwritten(self, editor: Any) -> None:
        from roterfaden.strategy import actions

        bring_in(editor, example())
        actions.set_plan_state(editor, Plan.objects.get(), "inForce", "Beschluss")
        value = example()
        value["measures"][0]["milestones"][1]["plannedOn"] = "2027-02-28"
        importer = bring_in(editor, value)
        assert [problem.path for problem in importer.wrong] == ["measures[0].milestones[1].planned_on"]

    def test_other_plans_that_do_not_exist_are_named(self, editor: Any) -> None:
        make_plan("da")
        value = example()
        value["plan"] |= {"parent": "da", "related": ["fort"]}
        importer = bring_in(editor, value)
        assert ("plan.related", "ausgelassen: den Plan „fort“ gibt es hier nicht") in importer.done
        assert Plan.objects.get(slug="agenda").parent == Plan.objects.get(slug="da")

    def test_a_part_that_nobody_knows_is_refused(self, editor: Any) -> None:
        assert [problem.path for problem in bring_in(editor, example() | {"unbekanntes": [1]}).wrong] == ["unbekanntes"]


def broken(path: list[Any], value: Any) -> dict[str, Any]:
    """The example with one value replaced (or, with ..., removed)."""
    whole = example()
    place: Any = whole
    for key in path[:-1]:
        place = place[key]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return whole


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (["plan", "title"], ..., "plan.title"),
        (["plan", "slug"], "a b", "plan.slug"),
        (["plan", "startsOn"], "31.12.2026", "plan.startsOn"),
        (["levels", 0, "kind"], "feld", "levels[0].kind"),
        (["nodes", 0, "parent"], "fort", "nodes[0].parent"),
        (["nodes", 0, "level"], 3, "nodes[0].level"),
        (["nodes", 1, "parent"], "daten", "nodes"),
        (["nodes", 1, "code"], "daten", "nodes[1]"),
        (["nodes", 1, "titel"], "x", "nodes[1].titel"),
        (["measures", 0, "nodes"], ["fort"], "measures[0].nodes[0]"),
        (["measures", 0, "state"], "dropped", "measures[0].stateReason"),
        (["measures", 0, "budget", 0, "planned"], "90.000,00", "measures[0].budget[0].planned"),
        (["measures", 0, "budget", 0, "planned"], 90000, "measures[0].budget[0].planned"),
        (["measures", 0, "budget", 0, "year"], "2026", "measures[0].budget[0].year"),
        (["measures", 0, "milestones", 0, "requires"], ["pruefen"], "measures[0].milestones"),
        (["measures", 0, "milestones", 0, "requires"], ["fort"], "measures[0].milestones[0].requires"),
        (["measures", 0, "milestones", 1, "shifts", 0, "reason"], "", "measures[0].milestones[1].shifts[0].reason"),
        (["measures", 0, "milestones"], {"a": 1}, "measures[0].milestones"),
        (["measures", 0], "nichts", "measures[0]"),
        (["measures", 0, "assessment", "exit"], ..., "measures[0].assessment.exit"),
        (["version"], 2, "$"),
    ],
)
def test_a_wrong_row_is_named_by_its_path(path: list[Any], value: Any, told: str) -> None:
    file, wrong = parsed(body(broken(path, value)))
    assert file is None
    assert told in {problem.path for problem in wrong}


@pytest.mark.django_db
def test_deciding_papers_travel_by_their_numbers_and_a_line_without_one_takes_none_away(editor: Any) -> None:
    make_paper("0728/2026", "Mittel für offene Daten")
    value = example()
    value["measures"][0]["budget"][0]["paper"] = PAPER
    value["measures"][0]["shifts"][0]["paper"] = PAPER
    assert bring_in(editor, value).wrong == []
    assert not bring_in(editor, value).done
    del value["measures"][0]["budget"][0]["paper"]
    value["measures"][0]["budget"][0]["note"] = "noch einmal gerechnet"
    assert bring_in(editor, value).wrong == []
    (measure,) = written(Plan.objects.get())["measures"]
    assert (measure["budget"][0]["paper"], measure["shifts"][0]["paper"]) == (PAPER, PAPER)


@pytest.mark.django_db
def test_a_paper_that_is_not_there_refuses_its_line(editor: Any) -> None:
    value = example()
    value["measures"][0]["budget"][0]["paper"] = PAPER
    (wrong,) = bring_in(editor, value).wrong
    assert wrong.path.startswith("measures[0].budget[0]")
    assert "0728/2026" in wrong.sentence
    assert not Plan.objects.exists()


def test_double_budget_lines_are_refused() -> None:
    value = example()
    value["measures"][0]["budget"] *= 2
    _file, wrong = parsed(body(value))
    assert [problem.path for problem in wrong] == ["measures[0].budget[1]"]


@pytest.mark.parametrize("raw", [b"", b"[", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 5000])
def test_what_is_no_plan_file_is_told(raw: bytes) -> None:
    file, wrong = parsed(raw)
    assert file is None
    assert wrong[0].path == "$"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["code", "slug", "title", "shifts", "requires", "nodes"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from(["plan", "levels", "nodes", "measures"]), values)
def test_any_json_is_read_or_refused(part: str, value: Any) -> None:
    file, wrong = parsed(body(example() | {part: value}))
    assert (file is None) == bool(wrong)


@given(
    st.sampled_from(["milestones", "budget", "partners", "nodes", "districts", "topics", "assessment", "shifts"]),
    values,
)
def test_any_part_of_a_measure_is_read_or_refused(part: str, value: Any) -> None:
    file, wrong = parsed(body(broken(["measures", 0, part], value)))
    assert (file is None) == bool(wrong)


@pytest.mark.django_db
def test_the_commands(tmp_path: Path, editor: Any) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(body(example()))
    out = StringIO()
    call_command("import_plan", str(path), "--dry-run", "--user", "editor", stdout=out)
    assert "nichts davon ist gespeichert" in out.getvalue()
    call_command("import_plan", str(path), "--user", "editor", stdout=out)
    assert Plan.objects.get().slug == "agenda"
    again = StringIO()
    call_command("export_plan", "agenda", stdout=again)
    assert json.loads(again.getvalue())["plan"]["slug"] == "agenda"
    path.write_bytes(body(broken(["nodes", 0, "parent"], "fort")))
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("import_plan", str(path), "--user", "editor", stderr=err)
    assert "nodes[0].parent" in err.getvalue()
    for wrong in (["fort.json"], [str(path)]):
        with pytest.raises(CommandError):
            call_command("import_plan", *wrong, stderr=StringIO())
    with pytest.raises(CommandError):
        call_command("export_plan", "fort")
