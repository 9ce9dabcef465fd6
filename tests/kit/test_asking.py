"""Parameters of an address are typed, or refused with words that are safe to show."""

from __future__ import annotations

import pytest

from roterfaden.kit.asking import Reader, WrongFilter

NAMES = {"year": ("jahr", "Jahr"), "sort": ("zuerst", "Reihenfolge"), "plan": ("plan", "Plan")}


def reader(**query: str) -> Reader:
    return Reader(query, NAMES)


def test_good_values_are_read_and_missing_ones_are_empty() -> None:
    found = reader(jahr="2026", zuerst="neu", plan="agenda_2-b")
    assert (found.number("year"), found.choice("sort", ["neu"]), found.slug("plan")) == (2026, "neu", "agenda_2-b")
    assert (reader().number("year"), reader().choice("sort", ["neu"]), reader().slug("plan")) == (None, "", "")


@pytest.mark.parametrize("value", ["-1", "0", "1.5", "٣", "9" * 17, "9" * 5000, "x", "1\x00"])
def test_what_is_no_number_in_bounds_is_refused(value: str) -> None:
    with pytest.raises(WrongFilter) as found:
        reader(jahr=value).number("year")
    assert (found.value.parameter, found.value.label) == ("jahr", "Jahr")
    assert len(found.value.value) <= 41
    assert "\x00" not in found.value.value


def test_unknown_choices_and_odd_names_are_refused_and_the_rest_of_the_address_stays() -> None:
    with pytest.raises(WrongFilter) as found:
        reader(zuerst="alt", jahr="2026", plan="\x00").choice("sort", ["neu"])
    assert found.value.query == "jahr=2026"
    with pytest.raises(WrongFilter):
        reader(plan="../etc").slug("plan")
