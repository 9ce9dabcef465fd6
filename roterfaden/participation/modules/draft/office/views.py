"""A draft in the back office: its page, its text, its versions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.participation.models import Phase
from roterfaden.participation.modules.desk import act, ask, form_view, office_view
from roterfaden.participation.modules.draft import actions
from roterfaden.participation.modules.draft.actions import Seen, seen
from roterfaden.participation.modules.draft.comparing import compare
from roterfaden.participation.modules.draft.models import Draft, Version
from roterfaden.participation.modules.draft.office.forms import (
    DraftForm,
    NewDraftForm,
    PublishForm,
    TextForm,
    draft_values,
)
from roterfaden.participation.modules.draft.passages import as_typed, written
from roterfaden.participation.modules.draft.reading import newest
from roterfaden.participation.modules.refusing import EDIT, PUBLISH


def found(pk: int) -> Draft:
    """A draft with its process; 404 where there is none."""
    row: Draft = get_object_or_404(Draft.objects.select_related("phase__process"), pk=pk)
    return row


def hub(draft: Draft) -> str:
    """Its page in the back office."""
    return reverse("drafts_office:draft", args=[draft.pk])


@form_view
@office_view(EDIT)
def phase(request: HttpRequest, pk: int) -> HttpResponse:
    """The way from a phase to its text: there, or the form that begins it."""
    row = get_object_or_404(Phase.objects.select_related("process"), pk=pk)
    known = Draft.objects.filter(phase=row).first()
    if known is not None:
        return redirect(hub(known))

    def save(form: NewDraftForm) -> None:
        actions.create_draft(request.user, row, form.texts, form.cleaned_data["source"])  # type: ignore[arg-type]

    back = reverse("drafts_office:phase", args=[pk])
    return ask(
        request, lambda data: NewDraftForm(data, initial={"title": row.process.title}), save, _("Neuer Text"), back
    )


@require_safe
@office_view()
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """State, open suggestions, versions."""
    row = found(pk)
    version = newest(row)
    making, parts = seen(row)
    changed = version is None or written(parts) != version.passages
    context = {
        "draft": row,
        "process": row.phase.process,
        "version": version,
        "making": making,
        "changed": changed and bool(parts),
        "paragraphs": sum(not part.is_heading for part in parts),
        "open": row.suggestions.standing().open().count(),
        "versions": row.versions.published().defer("passages")[:20],
        "public": Draft.objects.visible_to().filter(pk=pk).exists(),
    }
    return render(request, "drafts/office/draft.html", context)


@form_view
@office_view(EDIT)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Title and introduction."""
    row = found(pk)

    def save(form: DraftForm) -> None:
        actions.change_draft(request.user, row, form.cleaned_data["version"] or 0, form.texts)  # type: ignore[arg-type]

    make = lambda data: DraftForm(data, initial=draft_values(row))  # noqa: E731 – one line, used once
    return ask(request, make, save, _("Titel und Einleitung"), hub(row), stored=draft_values)


@form_view
@office_view(EDIT)
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The text in the making."""
    row = found(pk)
    if row.source is not None:
        return redirect(hub(row))
    making, parts = seen(row)
    initial = {"text": as_typed(parts), "number": making.number, "version": making.version}

    def save(form: TextForm) -> None:
        data = form.cleaned_data
        actions.write_text(request.user, row, Seen(data["number"], data["version"]), data["text"])  # type: ignore[arg-type]

    note = _("Wer liest, sieht die Änderungen erst, wenn Sie eine Fassung veröffentlichen.")
    make = lambda data: TextForm(data, initial=initial)  # noqa: E731 – one line, used once
    return ask(request, make, save, row.title, hub(row), stored=_text_values, context={"note": note})


@require_POST
@office_view(EDIT)
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the text anew from where it comes from."""
    row = found(pk)
    step = lambda: actions.take_over(request.user, row)  # type: ignore[arg-type]  # noqa: E731 – one line, used once
    return act(request, step, hub(row), _("Der Text ist übernommen. Sie können ihn jetzt als Fassung veröffentlichen."))


@form_view
@office_view(PUBLISH)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the text in the making a version, after a look at what it changes."""
    row = found(pk)
    before = newest(row)
    making, parts = seen(row)

    def save(form: PublishForm) -> None:
        data = form.cleaned_data
        what = Seen(data["number"], data["version"])
        actions.publish_version(request.user, row, what, data["reason"], data["reason_en"])  # type: ignore[arg-type]

    names = {part.anchor for part in parts}
    still_open = row.suggestions.standing().open()
    context = {
        "draft": row,
        "button": _("Veröffentlichen"),
        "note": _("Eine Fassung bleibt für immer, wie sie ist."),
        "comparison": compare(before, Version(draft=row, passages=written(parts))) if before else None,
        "carried": still_open.filter(anchor__in=names).count(),
        "lost": still_open.exclude(anchor__in=names).select_related("contribution")[:50],
    }
    initial = {"number": making.number, "version": making.version}
    title = _("Fassung {number} veröffentlichen").format(number=making.number)
    make = lambda data: PublishForm(data, initial=initial)  # noqa: E731 – one line, used once
    template = "drafts/office/publish.html"
    return ask(request, make, save, title, hub(row), stored=_text_values, context=context, template=template)


def _text_values(version: Version) -> dict[str, Any]:
    return {"text": as_typed(version.parts), "number": version.number, "version": version.version}
