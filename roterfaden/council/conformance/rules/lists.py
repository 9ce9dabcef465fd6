"""Findings on external lists and filters (section 2.5)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roterfaden.council.conformance.rule import ERROR, WARNING, Rule

RULES = (
    Rule(
        "list-shape",
        ERROR,
        "2.5",
        _("Eine Liste hat nicht die vorgeschriebene Form"),
        _("Nötig: data, pagination, links."),
    ),
    Rule(
        "list-status",
        ERROR,
        "2.5",
        _("Eine Liste ist nicht abrufbar"),
        _("Auch eine leere Liste antwortet mit 200 und data: []."),
    ),
    Rule(
        "list-type", ERROR, "2.5", _("In einer Liste steht ein Objekt anderer Art"), _("Jede Liste hat genau eine Art.")
    ),
    Rule(
        "page-repeats",
        ERROR,
        "2.5",
        _("Ein Objekt steht mehrfach in einer Liste"),
        _("Sortieren Sie nach einer eindeutigen Kennung."),
    ),
    Rule(
        "page-loses",
        ERROR,
        "2.5",
        _("Beim Blättern gehen Objekte verloren"),
        _("Blättern Sie entlang einer stabilen Sortierung."),
    ),
    Rule("page-loop", ERROR, "2.5", _("links.next führt im Kreis"), _("next zeigt immer auf die folgende Seite.")),
    Rule(
        "next-missing",
        ERROR,
        "2.5",
        _("links.next fehlt, obwohl die Liste weitergeht"),
        _("next ist auf allen Seiten bis auf die letzte Pflicht."),
    ),
    Rule(
        "order-unstable",
        ERROR,
        "2.5",
        _("Die Reihenfolge ändert sich von Abruf zu Abruf"),
        _("Sortieren Sie nach einer unveränderlichen Kennung."),
    ),
    Rule(
        "total-wrong",
        WARNING,
        "2.5",
        _("totalElements stimmt nicht"),
        _("Zählen Sie genau oder lassen Sie die Angabe weg."),
    ),
    Rule(
        "pages-wrong",
        WARNING,
        "2.5",
        _("totalPages oder currentPage stimmt nicht"),
        _("Zählen Sie genau oder lassen Sie die Angabe weg."),
    ),
    Rule(
        "page-size",
        WARNING,
        "2.5",
        _("Eine Seite ist anders lang als elementsPerPage sagt"),
        _("Alle Seiten bis auf die letzte sind gleich lang."),
    ),
    Rule(
        "page-huge",
        WARNING,
        "2.5",
        _("Mehr als 100 Objekte auf einer Seite"),
        _("Teilen Sie Listen in Seiten von höchstens 100 Objekten."),
    ),
    Rule(
        "limit-exceeded", WARNING, "2.5", _("Eine Seite ist länger als limit"), _("Beachten Sie den Parameter limit.")
    ),
    Rule(
        "limit-lost",
        WARNING,
        "2.5",
        _("limit geht auf der nächsten Seite verloren"),
        _("Behalten Sie alle Parameter in links.next."),
    ),
    Rule(
        "link-wrong",
        WARNING,
        "2.5",
        _("links.first, self oder last führt nicht dorthin"),
        _("Berichtigen oder entfernen Sie den Link."),
    ),
    Rule(
        "filter-created-since", ERROR, "2.5", _("created_since filtert nicht"), _("Geben Sie nur passende Objekte aus.")
    ),
    Rule(
        "filter-created-until", ERROR, "2.5", _("created_until filtert nicht"), _("Geben Sie nur passende Objekte aus.")
    ),
    Rule(
        "filter-modified-since",
        ERROR,
        "2.5",
        _("modified_since filtert nicht"),
        _("Geben Sie nur passende Objekte aus."),
    ),
    Rule(
        "filter-modified-until",
        ERROR,
        "2.5",
        _("modified_until filtert nicht"),
        _("Geben Sie nur passende Objekte aus."),
    ),
    Rule("filter-combined", ERROR, "2.5", _("Zwei Filter zusammen wirken nicht"), _("Verknüpfen Sie Filter mit und.")),
    Rule(
        "filter-loses",
        ERROR,
        "2.5",
        _("Ein Filter verschweigt passende Objekte"),
        _("Geben Sie alle passenden Objekte aus."),
    ),
    Rule(
        "filter-lost",
        ERROR,
        "2.5",
        _("Ein Filter geht auf der nächsten Seite verloren"),
        _("Behalten Sie alle Parameter in links.next."),
    ),
    Rule(
        "omit-internal",
        WARNING,
        "2.5",
        _("omit_internal lässt eingebettete Listen nicht weg"),
        _("Beachten Sie den Parameter (neu in 1.1)."),
    ),
)
