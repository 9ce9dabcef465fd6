"""The work list: open suggestions passage by passage, equal ones together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.contributions.models import Contribution
from roterfaden.kit.things import keys_as_numbers
from roterfaden.methods.anchoring import normal
from roterfaden.participation.modules.desk import ask, form_view, office_view
from roterfaden.participation.modules.draft import actions
from roterfaden.participation.modules.draft.actions import seen
from roterfaden.participation.modules.draft.models import Decision, Draft, Suggestion
from roterfaden.participation.modules.draft.office.forms import DecisionForm
from roterfaden.participation.modules.draft.office.views import found
from roterfaden.participation.modules.draft.passages import ANCHOR, Passage
from roterfaden.participation.modules.draft.reading import Shown, newest, shown
from roterfaden.participation.modules.draft.things import passage_title
from roterfaden.participation.modules.refusing import EDIT

#: Passages of a page of the work list; suggestions about one passage that are shown at once.
PAGE, MOST = 20, 100


@dataclass(frozen=True)
class Group:
    """Suggestions that want the same."""

    first: Shown
    rest: tuple[Shown, ...]

    @property
    def supports(self) -> int:
        """Supports of all of them together (people may stand behind several)."""
        return sum(one.contribution.support_count for one in (self.first, *self.rest))


@require_safe
@office_view()
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """Passages with open suggestions, in the order of the text; those that are gone at the end."""
    row = found(pk)
    version = newest(row)
    rows = row.suggestions.standing().open().order_by().values_list("anchor").annotate(number=Count("pk"))
    counts = dict(rows)
    order = {part.anchor: place for place, part in enumerate(version.parts)} if version else {}
    anchors = sorted(counts, key=lambda anchor: (order.get(anchor, len(order)), anchor))
    page = Paginator(anchors, PAGE).get_page(request.GET.get("p"))
    listed = [(anchor, _part(row, anchor), counts[anchor]) for anchor in page]
    context = {"draft": row, "page": page, "rows": [(a, passage_title(p), p, n) for a, p, n in listed]}
    return render(request, "drafts/office/work.html", context)


@form_view
@office_view(EDIT)
def decide(request: HttpRequest, pk: int, anchor: str) -> HttpResponse:
    """The suggestions about one passage, and the form that decides about those that are chosen."""
    row = found(pk)
    if not ANCHOR.fullmatch(anchor):
        raise Http404
    groups = groups_of(row, anchor)
    choices = [(one.contribution.pk, _label(one)) for group in groups for one in (group.first, *group.rest)]
    part = _part(row, anchor)

    def save(form: DecisionForm) -> None:
        data = form.cleaned_data
        chosen = Decision(data["decision"])
        actions.decide(request.user, row, data["keys"], chosen, data["reason"], data["text"])  # type: ignore[arg-type]

    initial = {"text": part.text if part else "", "keys": [choices[0][0]] if len(choices) == 1 else []}
    context = {"draft": row, "groups": groups, "part": part, "decided": _decided(request, row)}
    make = lambda data: DecisionForm(data, choices, initial=initial)  # noqa: E731 – one line, used once
    title = _("Vorschläge entscheiden: {passage}").format(passage=passage_title(part))
    back = reverse("drafts_office:work", args=[row.pk])
    template = "drafts/office/decide.html"
    return ask(request, make, save, title, back, context=context, template=template, stored=_stored)


def groups_of(draft: Draft, anchor: str) -> list[Group]:
    """Open suggestions about a passage, equal ones together, the most supported first."""
    keys = draft.suggestions.standing().open().filter(anchor=anchor).values("pk")
    rows = Contribution.objects.filter(pk__in=keys).select_related("suggestion__base", "author", "organisation")
    return grouped(shown(rows.order_by("-support_count", "pk")[:MOST], newest(draft)))


def grouped(rows: Iterable[Shown]) -> list[Group]:
    """Equal ones together, in the order of the first of each."""
    found: dict[tuple[bool, str], list[Shown]] = {}
    for one in rows:
        key = (one.suggestion.strike, "" if one.suggestion.strike else normal(one.contribution.text))
        found.setdefault(key, []).append(one)
    return [Group(several[0], tuple(several[1:])) for several in found.values()]


def _part(draft: Draft, anchor: str) -> Passage | None:
    """The passage as it stands in the making."""
    _seen, parts = seen(draft)
    return next((part for part in parts if part.anchor == anchor), None)


def _label(one: Shown) -> str:
    return _("Vorschlag {number}").format(number=one.contribution.pk)


def _decided(request: HttpRequest, draft: Draft) -> list[Suggestion]:
    """What of the chosen ones a colleague has decided meanwhile."""
    keys = keys_as_numbers(request.POST.getlist("keys")) if request.method == "POST" else []
    return list(draft.suggestions.filter(pk__in=keys).exclude(decision="")) if keys else []


def _stored(suggestion: Any) -> dict[str, Any]:
    """What a colleague decided first."""
    assert isinstance(suggestion, Suggestion)
    return {"decision": suggestion.decision, "reason": suggestion.reason, "text": suggestion.adapted}
