"""All suggestions for a text, and the page of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from roterfaden.contributions.asking import look_up_supports
from roterfaden.contributions.models import Contribution
from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.moderation.hiding import hidden_page
from roterfaden.participation.modules.draft.actions.suggesting import KIND
from roterfaden.participation.modules.draft.models import Decision, Draft, Version
from roterfaden.participation.modules.draft.passages import ANCHOR
from roterfaden.participation.modules.draft.reading import newest, one_shown, shown
from roterfaden.participation.modules.draft.things import passage_title
from roterfaden.participation.modules.draft.views.common import BIGGEST, public_draft
from roterfaden.participation.modules.hidden import hidden_at

PAGE = 20
#: As in the address, with the words of the sentence that filters.
STATES: dict[str, Any] = {
    "": _lazy("alle"),
    "offen": _lazy("offene"),
    "angenommen": _lazy("angenommene"),
    "angepasst": _lazy("in anderer Form übernommene"),
    "abgelehnt": _lazy("nicht übernommene"),
    "weggefallen": _lazy("offene, deren Absatz weggefallen ist"),
}
DECISIONS = {"angenommen": Decision.ACCEPTED, "angepasst": Decision.ADAPTED, "abgelehnt": Decision.DECLINED}
ORDERS: dict[str, tuple[Any, Keyset[Contribution]]] = {
    "unterstuetzt": (_lazy("die meistunterstützten"), Keyset("support_count", descending=True)),
    "neu": (_lazy("die neuesten"), Keyset("published_at", descending=True)),
    "alt": (_lazy("die ältesten"), Keyset("published_at")),
}


@dataclass(frozen=True)
class Wanted:
    """What an address asks for."""

    state: str = ""
    order: str = "unterstuetzt"
    anchor: str = ""
    cursor: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wanted:
        """From an address; 404 for what no list has."""
        asked = cls(
            query.get("stand", ""), query.get("zuerst") or "unterstuetzt", query.get("absatz", ""), query.get("ab", "")
        )
        fine = asked.state in STATES and asked.order in ORDERS and (not asked.anchor or ANCHOR.fullmatch(asked.anchor))
        if not fine:
            raise Http404(_("Diese Auswahl gibt es nicht."))
        return asked

    def at(self, cursor: str) -> str:
        """The query of another page; empty where there is none."""
        order = "" if self.order == "unterstuetzt" else self.order
        pairs = {"stand": self.state, "zuerst": order, "absatz": self.anchor, "ab": cursor}
        return urlencode({name: value for name, value in pairs.items() if value}) if cursor else ""

    def rows(self, draft: Draft, version: Version) -> QuerySet[Contribution]:
        """The suggestions that it means."""
        rows = Contribution.objects.visible_to().on(draft.ref, KIND)
        if self.state in DECISIONS:
            rows = rows.filter(suggestion__decision=DECISIONS[self.state])
        elif self.state:
            rows = rows.filter(suggestion__decision="")
        if self.state == "weggefallen":
            rows = rows.exclude(suggestion__anchor__in=list(version.by_anchor))
        return rows.filter(suggestion__anchor=self.anchor) if self.anchor else rows


@require_safe
def suggestions(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A page of them, filtered and sorted as the address says."""
    draft = public_draft(slug, pk)
    version = newest(draft)
    assert version is not None  # public drafts have one
    wanted = Wanted.read(request.GET)
    rows = wanted.rows(draft, version)
    try:
        page = ORDERS[wanted.order][1].page(_with_all(rows), wanted.cursor, PAGE)
    except BadCursor:
        raise Http404(_("Diese Seite der Liste gibt es nicht.")) from None
    look_up_supports(request, page.rows)
    context = {
        "draft": draft,
        "process": draft.phase.process,
        "version": version,
        "wanted": wanted,
        "total": rows.count(),
        "suggestions": [(one, passage_title(one.passage)) for one in shown(page.rows, version)],
        "next": wanted.at(page.next),
        "previous": wanted.at(page.previous),
        "states": STATES.items(),
        "orders": [(key, label) for key, (label, _order) in ORDERS.items()],
        "parts": [part for part in version.parts if not part.is_heading],
    }
    return render(request, "drafts/suggestions.html", context)


@require_safe
def suggestion(request: HttpRequest, slug: str, pk: int, key: int) -> HttpResponse:
    """One suggestion: what it changes, what was decided and why."""
    draft = public_draft(slug, pk)
    version = newest(draft)
    rows = _with_all(Contribution.objects.visible_to().filter(on_kind="draft", on_key=str(draft.pk), kind=KIND))
    found = rows.filter(pk=key).first() if key < BIGGEST else None
    if not isinstance(found, Contribution):
        if gone := hidden_at(draft.ref, KIND, key):
            back = (reverse("drafts:suggestions", args=[slug, draft.pk]), _("Alle Vorschläge"))
            return hidden_page(request, gone, _("Dieser Vorschlag ist ausgeblendet."), back)
        raise Http404(_("Diesen Vorschlag gibt es nicht, oder er ist nicht öffentlich."))
    one = one_shown(found, version)
    context = {
        "draft": draft,
        "process": draft.phase.process,
        "version": version,
        "one": one,
        "title": passage_title(one.suggestion.base.by_anchor.get(one.suggestion.anchor)),
        "outcomes": found.outcomes.all()[:20],
    }
    return render(request, "drafts/suggestion.html", context)


def _with_all(rows: Any) -> Any:
    return rows.select_related("suggestion__base", "suggestion__landed", "author", "organisation")
