"""The cost table as data."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.council.sources.sim.pages.costs import CostEntry, Costs, read_amount
from roterfaden.council.sources.sim.pages.dom import Oddity
from roterfaden.council.sources.sim.pages.paper import parse_paper
from tests.council.sim.pages import SITE, fixture


def costs(name: str = "costs") -> Costs:
    found = parse_paper(fixture(name), SITE).content.costs
    assert found is not None
    return found


def test_lines_carry_budget_product_side_and_balance() -> None:
    investment = "Teilfinanzhaushalt 68 - Investitionstätigkeit"
    pump = ("I.53801.004", "Pumpwerk Ost")
    sewer = ("Teilergebnishaushalt 68", "53801", "Stadtentwässerung")
    assert costs().entries == (
        CostEntry("Zuwendungen für Investitionen", Decimal("120000.00"), investment, *pump, "income"),
        CostEntry("Baumaßnahmen", Decimal("1250000.00"), investment, *pump, "expense"),
        CostEntry("Saldo Investitionstätigkeit", Decimal("-1130000.00"), investment, *pump, balance=True),
        CostEntry("Abschreibungen", Decimal("31250.00"), *sewer, "expense", per_year=True),
        CostEntry("Saldo ordentliches Ergebnis", Decimal("-31250.50"), *sewer, per_year=True, balance=True),
        CostEntry("Strom", Decimal("500.00"), "Teilergebnishaushalt 68", "11118", "Gebäude", "expense"),
    )


def test_net_is_the_sum_of_the_balances() -> None:
    assert costs().net == Decimal("-1161250.50")


def test_words_around_the_table_are_kept() -> None:
    assert costs().text == "Die Folgekosten sind im Haushalt eingeplant."


def test_amount_that_is_no_number_is_reported_not_guessed() -> None:
    assert costs().oddities == (Oddity("sim-cost-unread", "Unterhaltung | noch zu ermitteln"),)


def test_table_without_figures_has_no_net() -> None:
    found = costs("proposal")
    assert (found.net, found.entries, found.text) == (None, (), "Es entstehen keine finanziellen Auswirkungen.")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("-5.800,00 €", "-5800.00"),
        ("5.800,-€", "5800.00"),
        ("−1.250.000,5 EUR", "-1250000.50"),
        ("0,00 €", "0.00"),
        ("500", "500.00"),
    ],
)
def test_amounts_are_read_as_written(text: str, amount: str) -> None:
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "rund 500 €", "5.80,00", "1,234.00", "9" * 40, "12,345"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_amount(text) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_amounts(text: str) -> None:
    assert read_amount(text) is None or isinstance(read_amount(text), Decimal)
