"""The page of a question time, and that of one question."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.asking import look_up_supports, rules_here
from roterfaden.contributions.forms import TextField
from roterfaden.contributions.guests import Signing, Taken, hand_in
from roterfaden.contributions.models import Contribution
from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.moderation.hiding import hidden_page
from roterfaden.participation.modules.hidden import hidden_at
from roterfaden.participation.modules.questions.actions import LONGEST, Question, prepared
from roterfaden.participation.modules.questions.addresses import screen_address, session_address
from roterfaden.participation.modules.questions.models import KIND, Asked, Session, questions_of, session_at, sessions
from roterfaden.participation.modules.refusing import EDIT, Refused

PAGE = 20
BIGGEST = 10**9
ORDERS: dict[str, tuple[Any, Keyset[Contribution]]] = {
    "unterstuetzt": (_("die meistunterstützten"), Keyset("support_count", descending=True)),
    "neu": (_("die neuesten"), Keyset("published_at", descending=True)),
}


class QuestionForm(forms.Form):
    """A question."""

    text = TextField(LONGEST, label=_("Ihre Frage"), help_text=_("Kurz und allein verständlich: Sie wird vorgelesen."))


def public_session(slug: str, pk: int) -> Session:
    """The question time at an address; 404 for what is not public."""
    phase = sessions().filter(process__slug=slug, pk=pk).first() if pk < BIGGEST else None
    if phase is None:
        raise Http404(_t("Diese Fragestunde gibt es nicht, oder sie ist nicht öffentlich."))
    return session_at(phase)


def current_session(slug: str) -> Session:
    """The question time of a process that is on, else the last, else the next."""
    rows = [session_at(phase) for phase in sessions().filter(process__slug=slug)[:50]]
    if not rows:
        raise Http404(_t("Diese Fragestunde gibt es nicht, oder sie ist nicht öffentlich."))
    now = timezone.now()
    begun = [row for row in rows if row.phase.start is not None and row.phase.start <= now]
    return max(begun or rows, key=lambda row: (row.phase.is_open(now), row.phase.start or now, row.pk))


@require_safe
def current(request: HttpRequest, slug: str) -> HttpResponse:
    """The way to the question time that is on."""
    return redirect(session_address(current_session(slug)))


@require_safe
def session(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, support, read what was answered."""
    return _page(request, public_session(slug, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask a question."""
    found = public_session(slug, pk)
    if request.method != "POST":
        return redirect(f"{session_address(found)}#fragen")
    form, signing = QuestionForm(request.POST), Signing(request, request.POST)
    if form.is_valid() and signing.is_valid():
        try:
            return redirect(_hand_in(request, found, form, signing).path)
        except Refused as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        except NotAllowed as no:
            form.add_error(None, f"{no.verdict.reason} {no.verdict.way}".strip())
    return _page(request, found, form, signing)


def _hand_in(request: HttpRequest, session: Session, form: QuestionForm, signing: Signing) -> Taken:
    with transaction.atomic():
        words, also = prepared(session, Question(form.cleaned_data["text"], get_language() or "de"))
        return hand_in(request, signing, words, session_address(session), also)


@require_safe
def question(request: HttpRequest, slug: str, pk: int, key: int) -> HttpResponse:
    """One question with its answers."""
    found = public_session(slug, pk)
    row = questions_of(found).filter(pk=key).first() if key < BIGGEST else None
    if not isinstance(row, Contribution):
        if gone := hidden_at(found.ref, KIND, key):
            back = (session_address(found), _t("Alle Fragen"))
            return hidden_page(request, gone, _t("Diese Frage ist ausgeblendet."), back)
        raise Http404(_t("Diese Frage gibt es nicht, oder sie ist nicht öffentlich."))
    context = {"session": found, "process": found.phase.process, "row": row}
    return render(request, "questiontime/question.html", context)


def _page(
    request: HttpRequest, session: Session, form: QuestionForm | None = None, signing: Signing | None = None
) -> HttpResponse:
    order = request.GET.get("zuerst") or "unterstuetzt"
    if order not in ORDERS:
        raise Http404(_t("Diese Auswahl gibt es nicht."))
    try:
        page = ORDERS[order][1].page(questions_of(session), request.GET.get("ab", ""), PAGE)
    except BadCursor:
        raise Http404(_t("Diese Seite der Liste gibt es nicht.")) from None
    look_up_supports(request, page.rows)
    write = rules_here(request, session.phase.process.ref, KIND).write
    wrong = form is not None
    if form is None and write.ok and session.phase.is_open():
        form, signing = QuestionForm(), Signing(request)
    on_now = questions_of(session).filter(asked__state=Asked.State.CURRENT).first()
    context = {
        "session": session,
        "process": session.phase.process,
        "rows": page.rows,
        "next": page.next,
        "previous": page.previous,
        "order": order,
        "orders": [(key, label) for key, (label, _order) in ORDERS.items()],
        "total": questions_of(session).count(),
        "on_now": on_now,
        "form": form,
        "signing": signing,
        "write": write,
        "screen": screen_address(session) if request.user.has_perm(EDIT) else "",
    }
    return render(request, "questiontime/session.html", context, status=422 if wrong else 200)
