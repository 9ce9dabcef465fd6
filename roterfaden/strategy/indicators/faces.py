"""Other faces of an indicator: CSV, JSON, JSON-LD (RDF Data Cube in a DCAT dataset), Atom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from roterfaden.kit.tables import Row
from roterfaden.strategy.indicators.addresses import absolute, indicator_address
from roterfaden.strategy.indicators.numbers import number_words
from roterfaden.strategy.indicators.periods import DAY, MONTH, QUARTER, parse_period
from roterfaden.strategy.indicators.reading import IndicatorPage
from roterfaden.strategy.indicators.words import amount
from roterfaden.strategy.models import Breakdown, Indicator, Observation, Target
from roterfaden.threads.feeds import Entry, atom

ENTRIES = 50
BATCH = 2_000


def csv_columns() -> list[str]:
    """Headings of the table."""
    return [
        *(_("Zeitraum"), _("Merkmal"), _("Ausprägung"), _("Wert"), _("Einheit"), _("vorläufig"), _("gilt")),
        *(_("ersetzt"), _("Grund"), _("eingetragen"), _("Zielwert"), _("Szenario")),
    ]


def csv_rows(indicator: Indicator) -> Iterator[Row]:
    """All values, former ones too, then the targets."""
    parts = {row.key: row for row in Breakdown.objects.filter(indicator=indicator)}
    rows = Observation.objects.filter(indicator=indicator).select_related("revised_from").order_by("end", "pk")
    for row in rows.iterator(BATCH):
        part = parts.get(row.breakdown)
        old = row.revised_from.value.normalize() + 0 if row.revised_from else None
        yield [
            *(row.period, part.said_dimension if part else "", part.said_category if part else row.breakdown),
            *(row.value.normalize() + 0, indicator.said_unit, row.draft, row.current, old, row.reason, row.seen_at),
            *(False, ""),
        ]
    for target in _targets(indicator):
        old = target.replaces.value if target.replaces else None
        yield [
            *(target.period, "", "", _plain(target.value), indicator.said_unit, False, target.current),
            *(_plain(old), target.reason, target.set_at, True, target.scenario.said_name),
        ]


def _plain(value: Any) -> Any:
    return None if value is None else value.normalize() + 0


def _targets(indicator: Indicator) -> list[Target]:
    rows = Target.objects.filter(scenario__indicator=indicator).select_related("scenario", "replaces")
    return list(rows.order_by("scenario__position", "end", "pk"))


def as_json(page: IndicatorPage) -> dict[str, Any]:
    """The indicator with its values that count. Numbers are texts, so that no digit is lost."""
    row = page.indicator
    parts = {part.key: part for part in Breakdown.objects.filter(indicator=row)}
    values = Observation.objects.current().filter(indicator=row).order_by("end", "pk")[:20_000]
    return {
        "id": row.pk,
        "url": absolute(indicator_address(row)),
        "title": row.said_title,
        "description": row.said_description,
        "unit": row.said_unit,
        "decimals": row.decimals,
        "direction": row.direction,
        "method": row.said_method,
        "source": {"name": row.source_name, "url": row.source_url or None},
        "responsible": row.responsible,
        "baseline": {"value": str(_plain(row.baseline_value)), "period": row.baseline_period}
        if row.baseline_value is not None
        else None,
        "nextDue": row.next_due_on.isoformat() if row.next_due_on else None,
        "sdg": [goal.number for goal in page.goals],
        "rating": rating(page),
        "targets": [
            {"scenario": target.scenario.said_name, "period": target.period, "value": str(_plain(target.value))}
            for target in _targets(row)
            if target.current and target.value is not None
        ],
        "values": [
            {
                "period": value.period,
                "value": str(_plain(value.value)),
                "provisional": value.draft,
                "dimension": parts[value.breakdown].said_dimension if value.breakdown in parts else None,
                "category": parts[value.breakdown].said_category if value.breakdown in parts else None,
                "revised": value.revised_from_id is not None,
            }
            for value in values
        ],
        "sampleData": row.sample,
    }


def rating(page: IndicatorPage) -> dict[str, Any]:
    """The rating with its calculation."""
    found = page.progress
    return {
        "value": found.rating.value,
        "words": page.headline,
        "method": "https://open-sdg.readthedocs.io/en/latest/progress-methodology/",
        "way": found.way.value,
        "observed": _six(found.observed),
        "required": _six(found.required),
        "ratio": _six(found.ratio),
        "steps": list(page.steps),
    }


def _six(number: Any) -> str | None:
    return None if number is None else str(round(number, 6))


def as_linked_data(page: IndicatorPage) -> dict[str, Any]:
    """A DCAT dataset that is an RDF Data Cube; dimensions and attributes are those of SDMX."""
    row = page.indicator
    address = absolute(indicator_address(row))
    faces = (("csv", "text/csv"), ("json", "application/json"))
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "qb": "http://purl.org/linked-data/cube#",
            "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
            "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
            "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
            "sdmx-code": "http://purl.org/linked-data/sdmx/2009/code#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": address,
        "@type": ["dcat:Dataset", "qb:DataSet"],
        "dct:title": {"@value": row.title, "@language": "de"},
        "dct:description": {"@value": row.description, "@language": "de"},
        "dct:publisher": {"@type": "http://xmlns.com/foaf/0.1/Organization", "dct:title": settings.CITY},
        "dct:modified": {"@value": row.changed_at.isoformat(), "@type": "xsd:dateTime"},
        "dct:source": row.source_url or row.source_name,
        "dct:subject": [{"@id": goal.address} for goal in page.goals],
        "qb:structure": _structure(address),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": {"@id": absolute(indicator_address(row, f"indicator_{kind}"))},
                "dcat:mediaType": media,
            }
            for kind, media in faces
        ],
        "@reverse": {"qb:dataSet": [_observation(row, value, address) for value in page.values]},
    }


def _structure(address: str) -> dict[str, Any]:
    parts = (
        ("qb:dimension", "sdmx-dimension:refPeriod"),
        ("qb:measure", "sdmx-measure:obsValue"),
        ("qb:attribute", "sdmx-attribute:unitMeasure"),
        ("qb:attribute", "sdmx-attribute:obsStatus"),
    )
    return {
        "@id": f"{address}#struktur",
        "@type": "qb:DataStructureDefinition",
        "qb:component": [{kind: {"@id": name}} for kind, name in parts],
    }


def _observation(row: Indicator, value: Observation, address: str) -> dict[str, Any]:
    period = parse_period(value.period)
    kinds = {MONTH: "xsd:gYearMonth", DAY: "xsd:date", QUARTER: "xsd:string"}
    status = "sdmx-code:obsStatus-P" if value.draft else "sdmx-code:obsStatus-A"
    return {
        "@id": f"{address}#{value.period}",
        "@type": "qb:Observation",
        "sdmx-dimension:refPeriod": {"@value": period.code, "@type": kinds.get(period.precision, "xsd:gYear")},
        "sdmx-measure:obsValue": {"@value": str(_plain(value.value)), "@type": "xsd:decimal"},
        "sdmx-attribute:unitMeasure": row.unit,
        "sdmx-attribute:obsStatus": {"@id": status},
    }


def feed(page: IndicatorPage) -> HttpResponse:
    """What was entered and revised last, and which targets were set."""
    row, address = page.indicator, absolute(indicator_address(page.indicator))
    rows = Observation.objects.filter(indicator=row).select_related("revised_from").order_by("-seen_at", "-pk")
    entries = [_value_entry(row, value, address) for value in rows[:ENTRIES]]
    entries += [_target_entry(row, target, address) for target in _targets(row)]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    here = absolute(indicator_address(row, "indicator_feed"))
    updated = max([row.changed_at, *(entry.updated for entry in entries)])
    return atom(row.said_title, address, here, entries[:ENTRIES], updated=updated)


def _value_entry(row: Indicator, value: Observation, address: str) -> Entry:
    words = {"period": parse_period(value.period).words, "value": amount(row, value.value)}
    if value.revised_from is None:
        title = _("{period}: {value}").format(**words)
    else:
        title = _("{period}: revidiert von {old} auf {value}").format(
            old=amount(row, value.revised_from.value), **words
        )
    return Entry(title, f"{address}#wert-{value.pk}", value.seen_at, value.reason)


def _target_entry(row: Indicator, target: Target, address: str) -> Entry:
    period = parse_period(target.period).words
    value = number_words(target.value) if target.value is not None else _("aufgegeben")
    title = _("Zielwert für {period}: {value}").format(period=period, value=value)
    return Entry(title, f"{address}#ziel-{target.pk}", target.set_at, target.reason)
