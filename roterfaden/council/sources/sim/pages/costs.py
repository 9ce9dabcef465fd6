"""The "Kostentabelle": budgets, products, and for each the lines of two columns (in, out) with a balance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from selectolax.lexbor import LexborNode

from roterfaden.council.sources.sim.pages.dom import Oddity, below_in, line, prose

_AMOUNT = re.compile(
    r"(?P<sign>[-−–]?)\s*(?P<whole>\d{1,3}(?:\.\d{3}){0,4}|\d{1,12})(?:,(?P<cents>\d{1,2}|[-–−]{1,2}))?\s*(?:€|EUR|Euro)?",
    re.IGNORECASE,
)
_PRODUCT = re.compile(
    r"(?:Produkt|Investition(?:smaßnahme)?|Maßnahme|Projekt|Auftrag)\s+(?P<code>[\w.\-/]+)", re.IGNORECASE
)
_BUDGET = re.compile(r"haushalt|investition", re.IGNORECASE)
_INCOME = re.compile(r"ertr[äa]g|einzahlung|einnahme", re.IGNORECASE)
_EXPENSE = re.compile(r"aufwand|aufwendung|auszahlung|ausgabe", re.IGNORECASE)
_BALANCE = re.compile(r"\bsaldo\b", re.IGNORECASE)


@dataclass(frozen=True)
class CostEntry:
    """One line. `side` is income, expense or "" (a balance)."""

    label: str
    amount: Decimal
    budget: str = ""
    product: str = ""
    product_name: str = ""
    side: str = ""
    per_year: bool = False
    balance: bool = False


@dataclass(frozen=True)
class Costs:
    """The whole section; `text` is what stands around the tables."""

    text: str = ""
    entries: tuple[CostEntry, ...] = ()
    oddities: tuple[Oddity, ...] = ()

    @property
    def net(self) -> Decimal | None:
        """The effect on the budget, positive where it gets better: the balances together, without any all lines."""
        balances = [entry.amount for entry in self.entries if entry.balance]
        amounts = balances or [entry.amount for entry in self.entries]
        return sum(amounts, Decimal()) if amounts else None


@dataclass
class _Reading:
    """Where in the section the reading stands."""

    budget: str = ""
    product: str = ""
    product_name: str = ""
    entries: list[CostEntry] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)

    def take(self, node: LexborNode) -> None:
        """One piece of the section, in the page's order."""
        if node.tag == "table":
            self._table(node)
        elif node.tag != "-text" and node.css_first("table") is not None:
            for child in node.iter(include_text=True):
                self.take(child)
        elif text := prose(node):
            self._words(text, node)

    def _words(self, text: str, node: LexborNode) -> None:
        if "rt" not in _classes(node) and len(text) < 200 and _BUDGET.search(text) and ":" not in text:
            self.budget, self.product, self.product_name = text, "", ""
        else:
            self.words.append(text)

    def _table(self, table: LexborNode) -> None:
        heads = [line(head) for head in below_in(table, "th")]
        if not heads:
            self._product(table)
            return
        per_year = "pro jahr" in " ".join(line(part) for part in table.css("thead")).casefold()
        columns = [cell for row in _body_rows(table) for cell in row.iter() if cell.tag == "td"]
        for head, column in zip(heads, columns, strict=False):
            for row in column.css("tr"):
                self._line(row, _side(head), per_year)

    def _product(self, table: LexborNode) -> None:
        """A small table "Produkt 36501 | Kindertagesbetreuung" above the amounts."""
        cells = [line(cell) for cell in table.css("td")]
        found = _PRODUCT.match(cells[0]) if cells else None
        if found:
            self.product, self.product_name = found["code"], " ".join(cells[1:]).strip()
        elif text := prose(table):
            self.words.append(text)
            self.oddities.append(Oddity("sim-cost-unread", text[:500]))

    def _line(self, row: LexborNode, side: str, per_year: bool) -> None:
        cells = [line(cell) for cell in row.iter() if cell.tag == "td"]
        if not any(cells):
            return
        amount = read_amount(cells[-1]) if len(cells) > 1 else None
        if amount is None:
            self.oddities.append(Oddity("sim-cost-unread", " | ".join(cells)[:500]))
            return
        balance = bool(_BALANCE.search(cells[0]) or "saldo" in _classes(row))
        self.entries.append(
            CostEntry(
                " ".join(cells[:-1]).strip(),
                amount,
                self.budget,
                self.product,
                self.product_name,
                "" if balance else side,
                per_year,
                balance,
            )
        )


def read_costs(nodes: list[LexborNode]) -> Costs:
    """Read the tables and the words around them."""
    reading = _Reading()
    for node in nodes:
        reading.take(node)
    words = [word for word in reading.words if not word.startswith("Darstellung der zu erwartenden")]
    return Costs("\n".join(words), tuple(reading.entries), tuple(reading.oddities))


def read_amount(text: str) -> Decimal | None:
    """`-5.800,00 €` → Decimal("-5800.00"); None where it is no amount."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return None
    cents = re.sub(r"\D", "", found["cents"] or "").ljust(2, "0")
    amount = Decimal(f"{found['whole'].replace('.', '')}.{cents}")
    return -amount if found["sign"] else amount


def _side(head: str) -> str:
    if _INCOME.search(head):
        return "income"
    return "expense" if _EXPENSE.search(head) else ""


def _body_rows(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table's own body, not those of tables within it."""
    for part in table.iter():
        if part.tag == "tr":
            yield part
        elif part.tag == "tbody":
            yield from (row for row in part.iter() if row.tag == "tr")


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split() if node.tag != "-text" else []
