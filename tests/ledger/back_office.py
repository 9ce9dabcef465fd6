"""Walks the back office with a row of a ledgered model: whatever is posted must be refused or leave an entry.

`violations(row, kinds)` visits every address of the back office that can be about the row, as a superuser: it sends an
empty form, and every form of the page with every one of its buttons, with its texts as they are and changed, now and
scheduled. Where the row's table is different afterwards, the ledger must have a new entry of one of the kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model, Q
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, WorkflowMixin

from roterfaden.contributions.models import Answer, Contribution
from roterfaden.council.models import Correction, Paper
from roterfaden.kit.things import Ref
from roterfaden.ledger.models import Entry, Pending
from roterfaden.moderation.models import Decision, HouseRule
from roterfaden.participation.models import Eligibility, Phase, Process
from roterfaden.strategy.figures import refresh
from roterfaden.strategy.models import BudgetLine, Measure, Milestone, Node, Plan
from roterfaden.threads.models import Station, Thread
from tests.contributions.factories import make_contribution
from tests.council import factories as council
from tests.moderation import factories as moderation
from tests.participation import factories as participation
from tests.strategy import factories as strategy
from tests.threads import factories as threads


def _measure() -> Measure:
    """With the figures that follow from it, so that saving it unchanged changes nothing."""
    measure = strategy.make_measure(strategy.make_node(strategy.make_plan()), lead="Team Digitales")
    refresh([measure.pk])
    return measure


def _correction() -> Correction:
    return council.make_correction(council.make_paper(), "outcome", "adopted")


def _question() -> Contribution:
    """Asked about a public thread, with an answer that is owed."""
    return make_contribution(
        Ref("thread", str(threads.make_thread().pk)), kind="question", answer_due=timezone.localdate()
    )


def _answer() -> Answer:
    """An answer that everybody reads."""
    now, question = timezone.now(), _question()
    return Answer.objects.create(contribution=question, text="Im Mai.", office="Amt", published_at=now, told_at=now)


def _decision() -> Decision:
    """About something that is hidden now, so that it can be taken back."""
    return moderation.make_decision(moderation.make_moderator(), _question())


#: How a public row of each ledgered model is made; rooms add theirs.
MAKERS: dict[type[Model], Callable[[], Model]] = {
    Plan: strategy.make_plan,
    Node: lambda: strategy.make_node(strategy.make_plan()),
    Measure: _measure,
    Milestone: lambda: strategy.make_milestone(_measure()),
    BudgetLine: lambda: strategy.make_budget(_measure()),
    Thread: threads.make_thread,
    Station: lambda: threads.make_station(threads.make_thread()),
    Paper: council.make_paper,
    Correction: _correction,
    Process: participation.make_process,
    Phase: lambda: participation.make_phase(participation.make_process()),
    Eligibility: lambda: participation.make_eligibility(participation.make_process(), account=True),
    Contribution: _question,
    Answer: _answer,
    Decision: _decision,
    HouseRule: moderation.make_rule,
}
#: What Wagtail keeps about drafts, locks and schedules: nothing of it is public before it is published.
DRAFT = frozenset(
    {
        "latest_revision_id",
        "live_revision_id",
        "latest_revision_created_at",
        "last_published_at",
        "has_unpublished_changes",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by_id",
        "go_live_at",
        "expire_at",
        "approved_schedule",
    }
)
#: How often and when a row was saved says nothing to the public: a form that is sent back unchanged leaves no entry.
BOOKKEEPING = frozenset({"version", "changed_at"})
#: Rows of these that nobody but the office sees are no part of the log.
PUBLIC_ROWS: dict[type[Model], Q] = {
    Answer: Q(published_at__isnull=False),
    Process: Q(published_at__isnull=False),
    Phase: Q(process__published_at__isnull=False),
    Eligibility: Q(process__published_at__isnull=False),
}
TEXTS = ("text", "search", "url", "email", "")
Form = dict[str, list[str]]


@dataclass(frozen=True)
class Violation:
    """A post that changed rows without a word in the ledger."""

    address: str
    data: tuple[tuple[str, tuple[str, ...]], ...]


def violations(client: Client, row: Model, kinds: tuple[str, ...]) -> list[Violation]:
    """What the back office changes past the ledger. `client` is a superuser's."""
    found: list[Violation] = []
    client.raise_request_exception = False
    for address in addresses(row):
        for data in forms(client, address):
            if _post(client, address, data, row, kinds):
                pairs = tuple((name, tuple(values)) for name, values in sorted(data.items()))
                found.append(Violation(address, pairs))
    return found


def addresses(row: Model) -> list[str]:
    """Every address of the back office that can be filled with the row."""
    found: set[str] = set()
    for route, names in _routes(get_resolver()):
        if route.startswith("verwaltung/") and "logout" not in route:
            found |= set(_filled(route, names, row))
    return sorted(found)


def forms(client: Client, address: str) -> Iterator[Form]:
    """What can be posted there: nothing at all, and each form of the page in several ways."""
    response = client.get(address)
    if response.status_code == 404:  # an address about rows of another table: there is none with this number
        return
    yield {}
    if response.status_code != 200 or "html" not in response.get("Content-Type", ""):
        return
    for form in BeautifulSoup(response.content, "html.parser").find_all("form"):
        if str(form.get("method", "get")).lower() == "post" and form.get("action", "") in ("", address):
            yield from _ways(form)


def _ways(form: Any) -> Iterator[Form]:
    """As it stands, with changed texts, and scheduled; with each of its buttons."""
    plain = _fields(form)
    changed = _changed(form, plain)
    ways = [plain, changed]
    if any(name.endswith("go_live_at") for name in plain):
        soon = (timezone.localtime() + timedelta(seconds=1)).strftime("%Y-%m-%d %H:%M")
        ways.append({**changed, **{name: [soon] for name in plain if name.endswith(("go_live_at", "expire_at"))}})
    buttons = [b for b in form.find_all(["button", "input"]) if b.get("name") and b.get("type", "submit") == "submit"]
    for way in ways:
        yield way
        for button in buttons:
            yield {**way, str(button["name"]): [str(button.get("value", ""))]}


def _fields(form: Any) -> Form:
    """What a browser would send."""
    data: Form = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type", "")
        if not name or kind in ("submit", "button", "image", "file", "reset"):
            continue
        if field.name == "select":
            data.setdefault(name, []).extend(o.get("value", o.text) for o in field.find_all("option", selected=True))
        elif kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        else:
            data.setdefault(name, []).append(
                field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "")
            )
    return data


def _changed(form: Any, plain: Form) -> Form:
    """Texts changed, empty texts filled, other choices, the other way round for boxes."""
    data = dict(plain)
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = str(field.get("name", "")), str(field.get("type", ""))
        if not name or name.startswith("csrf"):
            continue
        if field.name == "textarea" or (field.name == "input" and kind in TEXTS):
            value = (data.get(name) or [""])[0]
            data[name] = [_other(value)]
        elif kind == "checkbox":
            data[name] = [] if field.has_attr("checked") else [str(field.get("value", "on"))]
    return data


def _other(value: str) -> str:
    """Another text of the same form, where it has one."""
    if re.fullmatch(r"\d+", value):
        return str(int(value) + 1)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}.*", value):
        return (datetime.fromisoformat(value[:10]) + timedelta(days=1)).date().isoformat() + value[10:]
    if value.startswith(("{", "[", "http", "null")):
        return value
    return f"{value} anders"[:60].strip()


def _post(client: Client, address: str, data: Form, row: Model, kinds: tuple[str, ...]) -> bool:
    """Whether rows changed without an entry. Everything is taken back."""
    with transaction.atomic():
        before, entries = _snapshot(type(row)), _entries(kinds)
        client.post(address, data)
        if "go_live_at" in "".join(data):
            call_command("publish_scheduled", verbosity=0)
        wrong = _snapshot(type(row)) != before and _entries(kinds) <= entries
        transaction.set_rollback(True)
    return wrong


def _snapshot(model: type[Model]) -> list[dict[str, Any]]:
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in DRAFT | BOOKKEEPING]
    rows = model._default_manager.filter(PUBLIC_ROWS.get(model, Q()))
    return list(rows.order_by("pk").values(*names))


def _entries(kinds: tuple[str, ...]) -> int:
    written = [*Pending.objects.values_list("kind", flat=True), *Entry.objects.values_list("kind", flat=True)]
    return sum(kind.startswith(kinds) for kind in written)


def _routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """All addresses with the names of their parameters, where they are written as paths."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, route)
        elif isinstance(pattern, URLPattern) and "(?P" not in route:
            yield route, re.findall(r"<(?:\w+:)?(\w+)>", route)


def _filled(route: str, names: list[str], row: Model) -> Iterator[str]:
    """The route with the row in it; nothing for a route that speaks of other things."""
    meta = row._meta
    own = f"/{meta.app_label}/{meta.model_name}/" in route
    # The snippets of other models have addresses that look alike; a room's own addresses may be about any model.
    about = own or ("/snippets/" not in route and any(_is_key(name, row) for name in names))
    if "action" in names and "model_name" in names:
        for action in bulk_action_registry.actions.get(meta.app_label, {}).get(meta.model_name, {}) or _bulk(row):
            yield _bulk_address(route, action, row)
        return
    values = {name: _value(name, row) for name in names}
    if about and all(values.values()):
        yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], route)


def _bulk(row: Model) -> list[str]:
    """The actions on several rows at once that snippets and pages have."""
    return ["publish", "unpublish", "delete", "move"] if isinstance(row, Page | WorkflowMixin) else ["delete"]


def _bulk_address(route: str, action: str, row: Model) -> str:
    filled = route.replace("<str:app_label>", row._meta.app_label).replace(
        "<str:model_name>", str(row._meta.model_name)
    )
    return f"/{filled.replace('<str:action>', action)}?id={row.pk}"


def _is_key(name: str, row: Model) -> bool:
    return name in ("pk", "object_id") or (isinstance(row, Page) and name.startswith("page_"))


def _value(name: str, row: Model) -> str:
    """What a parameter is for this row; empty where it cannot be."""
    meta = row._meta
    if _is_key(name, row):
        return str(row.pk)
    known = {
        "app_label": meta.app_label,
        "app_name": meta.app_label,
        "model_name": meta.model_name,
        "kind": meta.model_name,
        "content_type_app_name": meta.app_label,
        "content_type_model_name": meta.model_name,
    }
    return str(known.get(name, ""))
