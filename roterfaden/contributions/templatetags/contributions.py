"""Template tags of contributions: `{% load contributions %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from roterfaden.accounts.current import person_of
from roterfaden.contributions import asking, talking
from roterfaden.contributions.duty import Duty, duty_in
from roterfaden.contributions.forms import WordsForm
from roterfaden.contributions.kinds import TALK, asks_stance, path_of
from roterfaden.contributions.models import Answer, Contribution, Support
from roterfaden.contributions.registry import actions_of
from roterfaden.contributions.signatures import Signature, signature_of
from roterfaden.design.navigation import Link
from roterfaden.kit.things import Ref

register = template.Library()


@register.simple_tag(takes_context=True)
def conversation(context: dict[str, Any], kind: str, key: Any, area: Ref | str = "") -> SafeString:
    """Comments and questions about a thing, with the form: `{% conversation "idea" idea.pk idea.area %}`.

    `area` is whose rules hold (a Ref, or "process:3"); without it the thing itself. Order, choice and page come from
    the address (`?reihenfolge=alt&beitraege=fragen&ab=…`). At most eight queries for a page of twenty threads.
    """
    request: HttpRequest = context["request"]
    ref = Ref(kind, str(key))
    wanted = talking.Wanted.read(request.GET)
    talk = talking.conversation(request, ref, _area(area, ref), wanted)
    return render_to_string("contributions/parts/conversation.html", conversation_context(request, talk), request)


def conversation_context(request: HttpRequest, talk: talking.Conversation) -> dict[str, Any]:
    """What the template of a conversation shows."""
    rules = {kind: asking.rules_here(request, talk.area, kind) for kind in TALK}
    open_kinds = tuple(kind for kind in TALK if rules[kind].write.ok)
    form = WordsForm(open_kinds=open_kinds, stance=asks_stance(talk.ref)) if open_kinds else None
    return {"talk": talk, "form": form, "closed": rules[TALK[0]].write, "request": request}


def _area(area: Ref | str, ref: Ref) -> Ref:
    if isinstance(area, Ref):
        return area
    kind, _colon, key = area.partition(":")
    return Ref(kind, key) if key else ref


@register.inclusion_tag("contributions/parts/answers.html", takes_context=True)
def answers(context: dict[str, Any], contribution: Contribution) -> dict[str, Any]:
    """The official answers to a contribution, or by when one is promised: `{% answers idea.contribution %}`."""
    return {"answers": talking.answers_of([contribution])[contribution.pk], "contribution": contribution}


@register.inclusion_tag("contributions/parts/answers.html")
def given_answers(answers: list[Answer], contribution: Contribution) -> dict[str, Any]:
    """The same with answers that are at hand."""
    return {"answers": answers, "contribution": contribution}


@register.inclusion_tag("contributions/parts/support.html", takes_context=True)
def support_button(context: dict[str, Any], contribution: Contribution) -> dict[str, Any]:
    """How many support it, and the button: a form that needs no JavaScript. Lists call `asking.look_up_supports`
    first; then no button asks the database.
    """
    request: HttpRequest = context["request"]
    return support_context(request, contribution)


def support_context(request: HttpRequest, contribution: Contribution) -> dict[str, Any]:
    """What the button shows."""
    verdict = asking.rules_here(request, contribution.area, contribution.kind).supports
    person = person_of(request)
    return {
        "contribution": contribution,
        "supported": asking.supports(request, contribution),
        "verdict": verdict,
        "person": person,
        "own": person is not None and contribution.author_id == person.pk,
        "back": request.get_full_path(),
        "request": request,
    }


@register.simple_tag
def on_paper(contribution: Contribution) -> str:
    """How many of its supports were counted on paper, in words; empty where none was. One query: for single pages."""
    rows = Support.objects.filter(contribution=contribution, person=None)
    number = rows.count() if contribution.support_count else 0
    if not number:
        return ""
    words = ngettext("davon {number} auf Papier oder im Saal", "davon {number} auf Papier oder im Saal", number)
    return words.format(number=number)


@register.inclusion_tag("contributions/parts/signature.html")
def signature(contribution: Contribution) -> dict[str, Signature]:
    """Under which name it stands: `{% signature contribution %}`; author and organisation should be at hand."""
    return {"signature": signature_of(contribution)}


@register.simple_tag
def duty(area: Ref) -> Duty:
    """How the promise of answers is kept in an area: `{% duty area as promise %}`; four queries."""
    return duty_in(area)


@register.filter
def offered(contribution: Contribution) -> list[Link]:
    """What rooms offer to do with it (report it)."""
    return actions_of(contribution)


@register.filter
def contribution_address(contribution: Contribution) -> str:
    """The path of its page."""
    return path_of(contribution)
