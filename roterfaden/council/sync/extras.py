"""What a paper has beyond OParl: text in sections, climate check, costs, relations stated by the source."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from roterfaden.council.models import CostLine, Paper, PaperRelation, PaperText
from roterfaden.council.sync.flatten import Node, first_id
from roterfaden.council.sync.ids import ForeignIdError, Ids
from roterfaden.council.sync.resolve import Resolver
from roterfaden.council.sync.values import prose
from roterfaden.kit.html import clean_html, clean_line, plain_text

_LINKS = (
    ("relatedPaper", PaperRelation.Kind.RELATED, False),
    ("superordinatedPaper", PaperRelation.Kind.SUPERORDINATED, False),
    ("subordinatedPaper", PaperRelation.Kind.SUPERORDINATED, True),
)


def write_extras(nodes: list[Node], pks: dict[str, int], resolver: Resolver, ids: Ids) -> None:
    """Write the vendor fields and relations of changed papers."""
    papers = list(pks.values())
    CostLine.objects.filter(paper_id__in=papers).delete()
    PaperRelation.objects.filter(paper_id__in=papers, derived=False).delete()
    texts = [PaperText(paper_id=pks[node.key], sections=sections(node.raw)) for node in nodes if _has_text(node.raw)]
    PaperText.objects.bulk_create(texts, update_conflicts=True, unique_fields=["paper"], update_fields=["sections"])
    CostLine.objects.bulk_create([line for node in nodes for line in _cost_lines(pks[node.key], node.raw)])
    _write_summary([node for node in nodes if _has_summary(node.raw)], pks)
    _write_relations(nodes, pks, resolver, ids)


def sections(raw: dict[str, Any]) -> list[dict[str, str]]:
    """The text of a paper as [{"heading", "html", "text"}], cleaned."""
    found = raw.get("roterfaden:sections")
    if not isinstance(found, list):
        return []
    cleaned = [
        (clean_line(str(part.get("heading", "")))[:300], clean_html(str(part.get("html", ""))[:1_000_000]))
        for part in found[:100]
        if isinstance(part, dict)
    ]
    return [{"heading": heading, "html": html, "text": plain_text(html)} for heading, html in cleaned]


def _has_text(raw: dict[str, Any]) -> bool:
    return "roterfaden:sections" in raw


def _has_summary(raw: dict[str, Any]) -> bool:
    return "roterfaden:climate" in raw or "roterfaden:costs" in raw


def _write_summary(nodes: list[Node], pks: dict[str, int]) -> None:
    rows = Paper.objects.in_bulk([pks[node.key] for node in nodes])
    for node in nodes:
        paper = rows[pks[node.key]]
        climate, costs = _object(node.raw.get("roterfaden:climate")), _object(node.raw.get("roterfaden:costs"))
        effect = str(climate.get("effect", ""))
        paper.climate = effect if effect in Paper.Climate.values else ""
        paper.climate_text = prose(climate.get("text"), lambda *_: None)
        paper.cost_text = prose(costs.get("text"), lambda *_: None)
        paper.cost_net = _amount(costs.get("net"))
    Paper.objects.bulk_update(list(rows.values()), ["climate", "climate_text", "cost_text", "cost_net"])


def _cost_lines(paper: int, raw: dict[str, Any]) -> list[CostLine]:
    lines = _object(raw.get("roterfaden:costs")).get("lines")
    if not isinstance(lines, list):
        return []
    rows = []
    for position, line in enumerate(item for item in lines[:500] if isinstance(item, dict)):
        amount = _amount(line.get("amount"))
        if amount is None:
            continue
        side = str(line.get("side", ""))
        rows.append(
            CostLine(
                paper_id=paper,
                position=position,
                budget=clean_line(str(line.get("budget") or ""))[:300],
                product=clean_line(str(line.get("product") or ""))[:60],
                product_name=clean_line(str(line.get("productName") or ""))[:300],
                side=side if side in CostLine.Side.values else "",
                label=clean_line(str(line.get("label") or ""))[:300],
                amount=amount,
                per_year=bool(line.get("perYear")),
                is_balance=bool(line.get("balance")),
            )
        )
    return rows


def _write_relations(nodes: list[Node], pks: dict[str, int], resolver: Resolver, ids: Ids) -> None:
    wanted: set[tuple[int, str, str, str, bool]] = set()
    for node in nodes:
        for name, kind, backwards in _LINKS:
            for key in _paper_keys(node.raw.get(name), ids):
                wanted.add((pks[node.key], str(kind), key, "", backwards))
        for item in _list(node.raw.get("roterfaden:relations")):
            stated = str(item.get("kind", ""))
            if stated in PaperRelation.Kind.values:
                keys = _paper_keys(item.get("id"), ids)
                number = clean_line(str(item.get("number") or ""))[:100]
                wanted.add((pks[node.key], stated, keys[0] if keys else "", number, False))
    targets = resolver.known("Paper", {key for _, _, key, _, _ in wanted if key})
    rows = {_relation(one, kind, targets.get(key), number, backwards) for one, kind, key, number, backwards in wanted}
    PaperRelation.objects.bulk_create(
        [
            PaperRelation(paper_id=a, target_id=b, kind=kind, target_number=n)
            for a, b, kind, n in sorted(rows, key=str)
            if a
        ],
        ignore_conflicts=True,
    )


def _relation(
    paper: int, kind: str, target: int | None, number: str, backwards: bool
) -> tuple[int | None, int | None, str, str]:
    return (target, paper, kind, "") if backwards else (paper, target, kind, number)


def _paper_keys(value: Any, ids: Ids) -> list[str]:
    found = []
    for item in value if isinstance(value, list) else [value]:
        reference = first_id(item)
        if isinstance(reference, str) and reference.strip():
            try:
                found.append(ids.key(reference)[:500])
            except ForeignIdError:
                continue
    return found


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _amount(value: Any) -> Decimal | None:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount.quantize(Decimal("0.01")) if amount.is_finite() and abs(amount) < Decimal(10) ** 13 else None
