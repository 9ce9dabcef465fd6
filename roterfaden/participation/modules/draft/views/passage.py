"""The page of a passage: what it says, what is suggested and said about it, and the form for another wording."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.asking import look_up_supports, rules_here
from roterfaden.contributions.guests import Signing, Taken, hand_in
from roterfaden.contributions.models import Contribution
from roterfaden.methods.diff import diff
from roterfaden.participation.modules.draft.actions import Refused
from roterfaden.participation.modules.draft.actions.suggesting import KIND, prepared
from roterfaden.participation.modules.draft.addresses import passage_address
from roterfaden.participation.modules.draft.forms import SuggestionForm
from roterfaden.participation.modules.draft.models import Draft, Version
from roterfaden.participation.modules.draft.passages import Passage
from roterfaden.participation.modules.draft.reading import newest, shown
from roterfaden.participation.modules.draft.things import passage_title
from roterfaden.participation.modules.draft.views.common import known_anchor, public_draft

#: Suggestions on the page of a passage; the list has them all.
SHOWN = 20


@require_safe
def passage(request: HttpRequest, slug: str, pk: int, anchor: str) -> HttpResponse:
    """A passage with everything that was said about it; also one that is gone by now."""
    draft = public_draft(slug, pk)
    return _page(request, draft, known_anchor(draft, anchor))


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, slug: str, pk: int, anchor: str) -> HttpResponse:
    """Suggest another wording: look at it first, then hand it in."""
    draft = public_draft(slug, pk)
    name = known_anchor(draft, anchor)
    if request.method != "POST":
        return redirect(f"{passage_address(draft, name)}#vorschlagen")
    form, signing = SuggestionForm(request.POST), Signing(request, request.POST)
    if "vorschau" in request.POST or not (form.is_valid() and signing.is_valid()):
        return _page(request, draft, name, form, signing)
    try:
        taken = _hand_in(request, draft, name, form, signing)
    except Refused as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    except NotAllowed as no:
        form.add_error(None, f"{no.verdict.reason} {no.verdict.way}".strip())
    else:
        return redirect(taken.path)
    return _page(request, draft, name, form, signing)


def _hand_in(request: HttpRequest, draft: Draft, anchor: str, form: SuggestionForm, signing: Signing) -> Taken:
    with transaction.atomic():
        words, also = prepared(draft, form.wording(anchor, get_language() or "de"))
        return hand_in(request, signing, words, passage_address(draft, anchor), also)


def _page(
    request: HttpRequest,
    draft: Draft,
    anchor: str,
    form: SuggestionForm | None = None,
    signing: Signing | None = None,
) -> HttpResponse:
    version = newest(draft)
    assert version is not None  # public drafts have one
    part = version.by_anchor.get(anchor)
    preview = _preview(form, part) if form is not None and "vorschau" in request.POST else None
    context = {
        "draft": draft,
        "process": draft.phase.process,
        "version": version,
        "anchor": anchor,
        "talk_key": draft.passage_ref(anchor).key,
        "passage": part,
        "title": passage_title(part),
        "before": _neighbour(version, anchor, -1),
        "after": _neighbour(version, anchor, 1),
        "last": None if part else _last_words(draft, anchor),
        "preview": preview,
        **_suggestions(request, draft, anchor, version),
        **_asking(request, draft, part, form, signing),
    }
    wrong = form is not None and preview is None
    return render(request, "drafts/passage.html", context, status=422 if wrong else 200)


def _asking(
    request: HttpRequest, draft: Draft, part: Passage | None, form: SuggestionForm | None, signing: Signing | None
) -> dict[str, Any]:
    """The form, where something can be suggested now; what was typed stays with the reason why not."""
    write = rules_here(request, draft.phase.process.ref, KIND).write
    may = write.ok and draft.phase.is_open() and part is not None
    if form is None and may and part is not None:
        form, signing = SuggestionForm(initial={"text": part.text}), Signing(request)
    return {"form": form, "signing": signing, "write": write, "may": may}


def _preview(form: SuggestionForm, part: Passage | None) -> Any:
    if part is None or not form.is_valid():
        return None
    return diff(part.text, "" if form.cleaned_data["strike"] else form.cleaned_data["text"])


def _suggestions(request: HttpRequest, draft: Draft, anchor: str, version: Version) -> dict[str, Any]:
    rows = Contribution.objects.visible_to().on(draft.ref, KIND).filter(suggestion__anchor=anchor)
    found = list(
        rows.select_related("suggestion__base", "suggestion__landed", "author", "organisation").order_by(
            "suggestion__decision", "-support_count", "-pk"
        )[: SHOWN + 1]
    )
    look_up_supports(request, found)
    return {"suggestions": shown(found[:SHOWN], version), "more": len(found) > SHOWN}


def _neighbour(version: Version, anchor: str, step: int) -> Passage | None:
    names = [part.anchor for part in version.parts]
    place = names.index(anchor) + step if anchor in names else -1
    return version.parts[place] if 0 <= place < len(names) else None


def _last_words(draft: Draft, anchor: str) -> tuple[Version, Passage] | None:
    """What a passage that is gone said last."""
    for version in draft.versions.published().order_by("-number")[:50]:
        if anchor in version.by_anchor:
            return version, version.by_anchor[anchor]
    return None
