"""What modules need in tests: texts, theses, question times, events; staff with the permissions they need."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from roterfaden.accounts.models import Person, User
from roterfaden.accounts.roles import BACK_OFFICE
from roterfaden.contributions.models import Contribution
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.draft.actions import Seen, Wording, publish_version, suggest, write_text
from roterfaden.participation.modules.draft.actions.versions import seen
from roterfaden.participation.modules.draft.models import Draft, Version
from roterfaden.participation.modules.events.models import Event
from roterfaden.participation.modules.refusing import EDIT, PUBLISH, SEE
from tests.accounts.factories import make_user
from tests.contributions.factories import make_person
from tests.participation.factories import make_phase, make_process

_numbers = count(1)
TEXT = """# Ein Konzept für die Ihme

Die Stadt baut sichere Radwege entlang der Ihme und pflegt sie im Winter.

An jeder Haltestelle steht ein Baum, der im Sommer Schatten gibt.

## Wasser

Trinkbrunnen werden an Spielplätzen aufgestellt und jeden Monat geprüft."""


def make_organiser(*permissions: str) -> User:
    """Somebody of the participation office; without permissions: with all that organisers have."""
    user = make_user(f"office{next(_numbers)}")
    for name in permissions or (SEE, EDIT, PUBLISH):
        app, _dot, codename = name.partition(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return User.objects.get(pk=user.pk)


def desk_of(user: User) -> Client:
    """That person at a browser, in the back office."""
    app, _dot, codename = BACK_OFFICE.partition(".")
    user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(user)
    return client


def guest_at(person: Person) -> Client:
    """A guest whose address was confirmed in this browser."""
    client = Client()
    session = client.session
    session["guest"] = person.pk
    session.save()
    return client


def make_draft(text: str = TEXT, user: User | None = None, **values: Any) -> Draft:
    """A text with its first version published, in a phase that runs."""
    phase: Phase = values.pop("phase", None) or make_phase(make_process(), "draft", name="Text verbessern")
    draft = Draft.objects.create(phase=phase, **({"title": "Konzept Ihme"} | values))
    next_version(draft, text, user)
    return Draft.objects.select_related("phase__process").get(pk=draft.pk)


def next_version(draft: Draft, text: str, user: User | None = None, reason: str = "Begonnen.") -> Version:
    """Write and publish."""
    by = user or make_organiser()
    write_text(by, draft, seen(draft)[0], text)
    return publish_version(by, draft, seen(draft)[0], reason)


def making(draft: Draft) -> Seen:
    """What an editor has before their eyes now."""
    return seen(draft)[0]


def make_suggestion(draft: Draft, anchor: str = "p2", text: str = "Radwege sind breit.", **values: Any) -> Contribution:
    """A public suggestion by somebody."""
    person = values.pop("person", None) or make_person()
    found = suggest(person, draft, Wording(anchor, text, **values))
    found.refresh_from_db()
    return found


def make_event(phase: Phase | None = None, **values: Any) -> Event:
    """A public event in a week, with registration and two seats."""
    now = timezone.now()
    given: dict[str, Any] = {
        "title": "Werkstatt an der Ihme",
        "start": now + timedelta(days=7),
        "end": now + timedelta(days=7, hours=2),
        "place": "Freizeitheim Linden",
        "registration": True,
        "capacity": 2,
        "state": Event.State.PUBLIC,
        "published_at": now,
    }
    home = phase or make_phase(make_process(), "events", name="Termine")
    event = Event.objects.create(phase=home, **(given | values))
    return Event.objects.select_related("phase__process").get(pk=event.pk)
