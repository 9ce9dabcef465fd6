"""Answering: the page of one contribution with draft, autosave, text blocks and schedule."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.contributions import actions
from roterfaden.contributions.actions.answering import ANSWER, Conflict, NotNow
from roterfaden.contributions.models import Answer, Assignment, Contribution, InternalNote, TextBlock
from roterfaden.contributions.office.forms import DRAFT, LATER, NOW, AnswerForm, AssignForm, BlockForm
from roterfaden.contributions.office.views import office_view
from roterfaden.contributions.rules import rules_of
from roterfaden.contributions.signatures import signature_of
from roterfaden.kit.things import thing


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it, and answer it. The button says what happens: draft, now, later, or a text block goes in."""
    row = get_object_or_404(Contribution.objects.select_related("author", "organisation"), pk=pk)
    mine = _open_answer(row)
    if request.method != "POST":
        return _page(request, row, mine, AnswerForm.of(mine, _office(row)))
    if not request.user.has_perm(ANSWER):
        raise PermissionDenied
    if "baustein" in request.POST:
        return _with_block(request, row, mine)
    if "verwerfen" in request.POST and mine is not None:
        actions.discard_answer(request.user, mine)  # type: ignore[arg-type]
        return redirect("inbox:answer", pk)
    return _save(request, row, mine)


def _save(request: HttpRequest, row: Contribution, mine: Answer | None) -> HttpResponse:
    wish = request.POST.get("wunsch", DRAFT)
    form = AnswerForm(request.POST)
    if not form.is_valid() or not form.check_for(wish):
        return _page(request, row, mine, form, 422)
    try:
        actions.save_answer(request.user, row, form.draft(wish), mine, form.cleaned_data["version"] or 0)  # type: ignore[arg-type]
    except Conflict as problem:
        messages.error(request, _("Jemand hat inzwischen gespeichert. Unten steht Ihr Text, darüber der gespeicherte."))
        return _page(request, row, problem.current, form, 409, saved=problem.current)
    except NotNow:
        messages.error(
            request, _("Das geht nicht mehr: Der Beitrag ist nicht öffentlich, oder die Antwort ist es schon.")
        )
        return _page(request, row, mine, form, 409)
    told = {NOW: _("Veröffentlicht. Wer es schrieb, bekommt eine Mail."), LATER: _("Geplant.")}
    messages.success(request, told.get(wish, _("Als Entwurf gesichert.")))
    return redirect("inbox:answer", row.pk)


@require_POST
@office_view
def autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """The draft as it stands, every few seconds; never publishes anything. Answers with the new version."""
    row = get_object_or_404(Contribution, pk=pk)
    mine, form = _open_answer(row), AnswerForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"saved": False, "problem": str(next(iter(form.errors.values()))[0])}, status=422)
    if mine is not None and mine.published_at is not None:
        return JsonResponse({"saved": False, "problem": _("Die Antwort ist geplant.")}, status=409)
    try:
        version = form.cleaned_data["version"] or 0
        saved = actions.save_answer(request.user, row, form.draft(DRAFT), mine, version)  # type: ignore[arg-type]
    except (Conflict, NotNow):
        return JsonResponse({"saved": False, "problem": _("Jemand anderes hat gespeichert.")}, status=409)
    return JsonResponse({"saved": True, "version": saved.version})


def _with_block(request: HttpRequest, row: Contribution, mine: Answer | None) -> HttpResponse:
    """The form again, with the text block behind what was typed; nothing is saved."""
    chosen = BlockForm(request.POST)
    typed = {name: request.POST.get(name, "") for name in ("text", "text_en", "office", "at", "version")}
    if chosen.is_valid():
        block: TextBlock = chosen.cleaned_data["block"]
        typed["text"] = "\n\n".join(part for part in (typed["text"].strip(), block.text) if part)
        typed["text_en"] = "\n\n".join(part for part in (typed["text_en"].strip(), block.text_en) if part)
    return _page(request, row, mine, AnswerForm(initial=typed))


def _open_answer(row: Contribution) -> Answer | None:
    """The draft, if one was begun: one at a time."""
    found: Answer | None = row.answers.filter(told_at=None).order_by("pk").first()
    return found


def _office(row: Contribution) -> str:
    return rules_of(row.area, row.kind, None).office


def _page(
    request: HttpRequest, row: Contribution, mine: Answer | None, form: AnswerForm, status: int = 200, saved: Any = None
) -> HttpResponse:
    source = "owed"
    given = Assignment.objects.filter(source=source, key=str(row.pk)).select_related("user").first()
    values = {
        "row": row,
        "signature": signature_of(row),
        "thing": thing(row.on, request.user),
        "form": form,
        "mine": mine,
        "saved": saved,
        "told": row.answers.filter(told_at__isnull=False),
        "replies": row.children.standing().select_related("author", "organisation")[:50],
        "blocks": BlockForm(),
        "assign": AssignForm(initial={"user": given.user_id if given else None}),
        "is_owed": row.answer_due is not None and row.answered_at is None and row.is_public,
        "notes": InternalNote.objects.filter(source=source, key=str(row.pk)).select_related("written_by"),
        "source": source,
    }
    return render(request, "contributions/office/answer.html", values, status=status)
