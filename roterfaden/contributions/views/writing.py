"""Saying something, and supporting what others said: at once for people who are known, by mail for guests."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.accounts.current import person_of
from roterfaden.contributions import actions
from roterfaden.contributions.asking import rules_here
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.forms import WordsForm
from roterfaden.contributions.guests import Signing, act, hand_in
from roterfaden.contributions.guests.ways import guard_person
from roterfaden.contributions.kinds import COMMENT, TALK, area_of, asks_stance, path_of
from roterfaden.contributions.models import Contribution
from roterfaden.contributions.supports import SUPPORT
from roterfaden.contributions.templatetags.contributions import support_context
from roterfaden.contributions.views.common import contribution_or_404, refused, thing_or_404, way_back
from roterfaden.kit.things import Thing

#: In the short form of a page: the text is here, who speaks is asked next.
FIRST_STEP = "weiter"


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """A comment or a question about a thing."""
    return _page(request, thing_or_404(kind, key), None)


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer to a comment: below the one on top, because there are two levels."""
    row, thing = contribution_or_404(pk)
    return _page(request, thing, row.parent if row.parent is not None else row)


def _page(request: HttpRequest, thing: Thing, parent: Contribution | None) -> HttpResponse:
    area = area_of(thing.ref)
    rules = {kind: rules_here(request, area, kind) for kind in TALK}
    open_kinds = tuple(kind for kind in TALK if rules[kind].write.ok)
    closed = parent is not None and (parent.locked or not parent.is_public or COMMENT not in open_kinds)
    if closed or not open_kinds:
        return refused(request, rules[COMMENT].write, thing, request.POST.get("text", ""))
    posted = request.POST if request.method == "POST" else None
    form = WordsForm(posted, open_kinds=open_kinds, reply=parent is not None, stance=asks_stance(thing.ref))
    signing = Signing(request, None if posted is None or FIRST_STEP in posted else posted)
    if signing.is_bound and form.is_valid() and signing.is_valid():
        words = Words(form.chosen_kind, thing.ref, area, form.cleaned_data["text"], parent=parent)
        return _say(request, signing, replace(words, stance=form.stance_value), thing)
    wrong = bool(form.errors or (signing.is_bound and signing.errors))
    values = {"form": form, "signing": signing, "thing": thing, "parent": parent}
    return render(request, "contributions/write.html", values, status=422 if wrong else 200)


def _say(request: HttpRequest, signing: Signing, words: Words, thing: Thing) -> HttpResponse:
    words = replace(words, language=(translation.get_language() or "de")[:10])
    try:
        taken = hand_in(request, signing, words)
    except actions.NotAllowed as problem:
        return refused(request, problem.verdict, thing, words.text)
    if taken.contribution is not None and taken.claim is None and not taken.contribution.is_public:
        return redirect("contributions:waiting")
    return redirect(taken.path)


@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Support it: one click for those who are known; a stranger says who, and confirms by mail."""
    row, thing = contribution_or_404(pk)
    person = person_of(request)
    if request.method == "POST" and person is not None:
        guard_person(person)
        try:
            actions.support(person, row)
        except actions.NotAllowed as problem:
            return refused(request, problem.verdict, thing)
        return _supported(request, row)
    return _support_page(request, row, thing)


def _support_page(request: HttpRequest, row: Contribution, thing: Thing) -> HttpResponse:
    rules = rules_here(request, row.area, row.kind)
    if not rules.supports.ok:
        return refused(request, rules.supports, thing)
    if person_of(request) is None and not rules.guests:
        return refused(request, actions.only_accounts(), thing)
    signing = Signing(request, request.POST if request.method == "POST" else None, names=False)
    if signing.is_bound and signing.is_valid():
        return redirect(act(request, signing, SUPPORT, {"contribution": row.pk}, path_of(row)).path)
    status = 422 if signing.is_bound else 200
    return render(
        request, "contributions/support.html", {"row": row, "thing": thing, "signing": signing}, status=status
    )


@require_POST
def withdraw_support(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a support back."""
    row, _thing = contribution_or_404(pk)
    person = person_of(request)
    if person is not None:
        actions.withdraw_support(person, row)
    return _supported(request, row)


def _supported(request: HttpRequest, row: Contribution) -> HttpResponse:
    """The button as it stands now for scripts, the page again for all others."""
    if request.headers.get("X-Fragment"):
        row.refresh_from_db()
        return render(request, "contributions/parts/support.html", support_context(request, row))
    return way_back(request, row)
