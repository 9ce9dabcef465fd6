"""What the views of the back office share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from roterfaden.kit.things import LONGEST_KEY, Ref, Thing, kinds, thing
from roterfaden.threads.actions import NotInThatState, NotPublic, SlugTaken
from roterfaden.threads.querysets import may_see_all

View = Callable[..., HttpResponse]
SEE = "threads.view_thread"
LONGEST_QUESTION = 200
#: Kinds of things that nobody searches for as a proof.
NO_PROOF = frozenset({"search"})


def office_view(view: View) -> View:
    """For those who may see threads; what an action refuses because of the state of things is said in a line."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_all(request.user):
            raise PermissionDenied
        try:
            return view(request, *args, **kwargs)
        except NotInThatState:
            messages.error(request, _("Das geht in diesem Stand nicht (mehr). Jemand war schneller."))
        return redirect("threads_office:threads")

    return answered


def problem_words(problem: Exception) -> str:
    """What an action refused, in words."""
    if isinstance(problem, SlugTaken):
        return _("Diese Adresse hat oder hatte schon ein anderer Faden.")
    if isinstance(problem, NotPublic):
        return _("Diese Sache ist nicht öffentlich. Ein Faden kann sich nur auf Öffentliches stützen.")
    return _("Das geht nicht.")


@dataclass(frozen=True)
class Difference:
    """A field that somebody else saved otherwise in the meantime."""

    label: str
    saved: str
    mine: str


def differences(form: Any, saved: Mapping[str, Any]) -> list[Difference]:
    """What is saved now and what was typed, where they differ."""
    found = []
    for field in form:
        if field.is_hidden or field.name not in saved:
            continue
        mine, theirs = _words(field.field, field.data), _words(field.field, saved[field.name])
        if mine != theirs:
            found.append(Difference(str(field.label), theirs or "–", mine or "–"))
    return found


def _words(field: Any, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool) or field.__class__.__name__ == "BooleanField":
        return _("ja") if value in (True, "on", "true", "True") else _("nein")
    values = value if isinstance(value, list | tuple) else [value]
    texts = ["" if part is None else str(part) for part in values]
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())} if any(texts) else {}
    return ", ".join(sorted(labels.get(text, " ".join(text.split())) for text in texts if text))


def read_ref(text: str) -> Ref | None:
    """The thing that a form names, or None."""
    if not text or len(text) > LONGEST_KEY + 50 or "\x00" in text:
        return None
    try:
        return Ref.parse(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Picker:
    """The choice of a thing: what is chosen, and what a search found."""

    chosen: Thing | None
    lost: bool
    query: str
    kind: str
    found: tuple[Thing, ...]
    kinds: tuple[tuple[str, str], ...]

    @property
    def searched(self) -> bool:
        """Whether there was something to look for."""
        return bool(self.query)


def picker(request: HttpRequest, ref: Ref | None) -> Picker:
    """From what was posted; `ref` is what is chosen. Things as strangers see them, for a proof must be public."""
    query = request.POST.get("thing_query", "").replace("\x00", "").strip()[:LONGEST_QUESTION]
    kind = request.POST.get("thing_kind", "")
    names = tuple(sorted((key, str(entry.plural)) for key, entry in kinds.items() if key not in NO_PROOF))
    wanted = [kind] if kind in kinds else [key for key, _label in names]
    found = [entry for key in wanted for entry in kinds[key].find(query, None)] if query else []
    chosen = thing(ref) if ref else None
    others = tuple(entry for entry in found if entry.ref != ref)[:40]
    return Picker(chosen, ref is not None and chosen is None, query, kind, others, names)
