"""Indicators and reports as public things, as threads, ledger, notices and search know them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from roterfaden.kit.things import Kind, Ref, Thing, keys_as_numbers, register
from roterfaden.search.registry import Document, Searchable
from roterfaden.search.registry import register as register_search
from roterfaden.strategy.indicators.addresses import indicator_address, report_address
from roterfaden.strategy.indicators.words import light_of, state_sentence
from roterfaden.strategy.models import PUBLIC_STATES, Indicator, IndicatorNode, Report

MOST_FOUND = 20
INDICATOR, REPORT = gettext_lazy("Kennzahl"), gettext_lazy("Bericht")


def indicators(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Indicators with their state: one statement."""
    rows = Indicator.objects.visible_to(user).filter(pk__in=keys_as_numbers(keys))
    return {str(row.pk): _indicator(row) for row in rows}


def _indicator(row: Indicator) -> Thing:
    return Thing(
        Ref("indicator", str(row.pk)),
        row.said_title,
        indicator_address(row),
        INDICATOR,
        summary=state_sentence(row),
        state=light_of(row.rating).word,
        sample=row.sample,
    )


def find_indicators(text: str, user: Any) -> Sequence[Thing]:
    """Those whose title has these words."""
    words = Q()
    for word in text.split()[:6]:
        words &= Q(title__icontains=word) | Q(title_en__icontains=word) | Q(slug__icontains=word)
    rows = Indicator.objects.visible_to(user).filter(words).order_by("title", "pk")[:MOST_FOUND]
    return [_indicator(row) for row in rows]


def texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The texts of indicators in which papers and places may be named."""
    rows = Indicator.objects.visible_to().filter(pk__in=keys_as_numbers(keys))
    return {str(row.pk): [row.title, row.description, row.method, row.source_name] for row in rows}


def reports(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Reports: one statement."""
    rows = Report.objects.visible_to(user).filter(pk__in=keys_as_numbers(keys)).select_related("plan")
    return {str(row.pk): _report(row) for row in rows}


def _report(row: Report) -> Thing:
    return Thing(
        Ref("report", str(row.pk)),
        report_title(row),
        report_address(row),
        REPORT,
        summary=" ".join(row.said_words.split())[:300],
        date=row.date,
        sample=row.plan.sample,
    )


def report_title(row: Report) -> str:
    """A report by its plan and day."""
    day = date_format(row.date, "SHORT_DATE_FORMAT")
    return _("Bericht zu „{plan}“, Stand {day}").format(plan=row.plan.said_title, day=day)


def find_reports(text: str, user: Any) -> Sequence[Thing]:
    """Those of plans with these words."""
    rows = Report.objects.visible_to(user).filter(plan__title__icontains=text.strip()).select_related("plan")
    return [_report(row) for row in rows[:MOST_FOUND]]


def report_texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The words of reports."""
    rows = Report.objects.visible_to().filter(pk__in=keys_as_numbers(keys))
    return {str(row.pk): [row.words] for row in rows}


def register_things() -> None:
    """Tell the registry."""
    plural = gettext_lazy("Kennzahlen")
    register(Kind("indicator", INDICATOR, plural, indicators, find_indicators, texts, stage="effect"))
    plural = gettext_lazy("Berichte")
    register(Kind("report", REPORT, plural, reports, find_reports, report_texts, stage="learning", follow=False))


# -- search ------------------------------------------------------------------------------------------------------------


def indicator_documents(keys: Sequence[int]) -> Iterable[Document]:
    """Indicators as search knows them: two statements."""
    places = IndicatorNode.objects.filter(node__plan__state__in=PUBLIC_STATES).select_related("node__plan")
    rows = Indicator.objects.visible_to().filter(pk__in=keys).prefetch_related(Prefetch("places", places, "shown"))
    with override("de"):
        return [_document(row) for row in rows]


def _document(row: Any) -> Document:
    plans = list(dict.fromkeys(place.node.plan.title for place in row.shown))
    nodes = [place.node.title for place in row.shown]
    return Document(
        "indicator",
        row.pk,
        indicator_address(row),
        row.title,
        body="\n".join(filter(None, (row.title_en, row.description, row.method, row.source_name, *nodes))),
        context=_("Kennzahl aus „{plan}“").format(plan=plans[0]) if plans else _("Kennzahl"),
    )


def report_documents(keys: Sequence[int]) -> Iterable[Document]:
    """Reports as search knows them: one statement."""
    rows = Report.objects.visible_to().filter(pk__in=keys).select_related("plan")
    with override("de"):
        return [
            Document(
                "report",
                row.pk,
                report_address(row),
                report_title(row),
                body=f"{row.words}\n{row.words_en}",
                context=_("Bericht"),
                date=row.date,
                facets=(("year", str(row.date.year)),),
            )
            for row in rows
        ]


def _visible_indicators() -> QuerySet[Any]:
    return Indicator.objects.visible_to()


def _visible_reports() -> QuerySet[Any]:
    return Report.objects.visible_to()


def depending_on_plans(plans: Sequence[int]) -> Mapping[str, Iterable[int]]:
    """Indicators and reports whose visibility hangs on these plans."""
    return {
        "indicator": IndicatorNode.objects.filter(node__plan__in=plans).values_list("indicator_id", flat=True),
        "report": Report.objects.filter(plan__in=plans).values_list("pk", flat=True),
    }


def register_searchables() -> None:
    """Tell search."""
    register_search(
        Searchable("indicator", INDICATOR, gettext_lazy("Kennzahlen"), _visible_indicators, indicator_documents, 1.3)
    )
    register_search(Searchable("report", REPORT, gettext_lazy("Berichte"), _visible_reports, report_documents, 1.2))
