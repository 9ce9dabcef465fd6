"""House rules and the word list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.moderation import actions
from roterfaden.moderation.actions import Conflict, Refused
from roterfaden.moderation.actions.common import RULES, WORDS, require
from roterfaden.moderation.models import HouseRule, ListedWord
from roterfaden.moderation.office.common import office_view, user_of
from roterfaden.moderation.office.forms import RuleForm, WordForm

form_view = require_http_methods(["GET", "HEAD", "POST"])
MOST_WORDS = 2_000


@require_safe
@office_view
def rules(request: HttpRequest) -> HttpResponse:
    """The rules in force."""
    may = request.user.has_perm(RULES)
    return render(request, "moderation/office/rules.html", {"rules": HouseRule.objects.in_force(), "may": may})


@form_view
@office_view
def new_rule(request: HttpRequest) -> HttpResponse:
    """Write a rule."""
    require(user_of(request), RULES)
    form = RuleForm(request.POST or None, initial={"version": 0})
    return _rule(request, form, _("Neue Hausregel"))


@form_view
@office_view
def edit_rule(request: HttpRequest, key: str) -> HttpResponse:
    """Write a new wording; the old one stays for the decisions that were taken under it."""
    require(user_of(request), RULES)
    found = get_object_or_404(HouseRule.objects.in_force(), key=key)
    names = ("version", "key", "title", "text", "title_en", "text_en", "order")
    form = RuleForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    form.fields["key"].disabled = True
    return _rule(request, form, found.title)


def _rule(request: HttpRequest, form: RuleForm, title: str) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                actions.write_rule(user_of(request), data["key"], data["version"], form.texts(), data["order"])
                messages.success(request, _("Gespeichert. Die neue Fassung gilt ab jetzt und steht öffentlich."))
                return redirect("moderation_office:rules")
            except Refused as problem:
                form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
            except Conflict:
                status = 409
                form.add_error(None, _("Inzwischen gibt es eine neuere Fassung. Ihr Text steht noch hier."))
    return render(request, "moderation/office/rule.html", {"form": form, "title": title}, status=status)


@require_POST
@office_view
def end_rule(request: HttpRequest, key: str) -> HttpResponse:
    """It does not hold any more."""
    found = get_object_or_404(HouseRule.objects.in_force(), key=key)
    actions.end_rule(user_of(request), found)
    messages.success(request, _("Die Regel gilt nicht mehr. Frühere Entscheidungen behalten sie."))
    return redirect("moderation_office:rules")


@form_view
@office_view
def words(request: HttpRequest) -> HttpResponse:
    """The list, and a form for a further word."""
    user, status = user_of(request), 200
    form = WordForm(request.POST or None)
    if request.method == "POST":
        require(user, WORDS)
        status = 422
        if form.is_valid() and _added(request, form):
            return redirect("moderation_office:words")
    values: dict[str, Any] = {
        "form": form,
        "words": ListedWord.objects.filter(ended_at=None).select_related("added_by")[:MOST_WORDS],
        "may": user.has_perm(WORDS),
    }
    return render(request, "moderation/office/words.html", values, status=status)


def _added(request: HttpRequest, form: WordForm) -> bool:
    data = form.cleaned_data
    try:
        actions.add_word(user_of(request), data["word"], data["gravity"], data["note"])
    except Refused as problem:
        form.add_error(problem.field or None, problem.sentence)
        return False
    messages.success(request, _("Steht auf der Liste. Es gilt für Texte von jetzt an."))
    return True


@require_POST
@office_view
def end_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a word off the list."""
    actions.end_word(user_of(request), get_object_or_404(ListedWord, pk=pk))
    messages.success(request, _("Steht nicht mehr auf der Liste."))
    return redirect("moderation_office:words")
