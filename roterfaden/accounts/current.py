"""Who is asking: the person behind a request, account or guest."""

from __future__ import annotations

from django.http import HttpRequest

from roterfaden.accounts.models import Person, User

#: In the session of a guest whose address was confirmed in this browser: the person's key.
SESSION = "guest"
#: The guest who was there before another one came; can be joined on the own page.
BEFORE = "guest_before"
_KEPT = "_roterfaden_person"


def person_of(request: HttpRequest) -> Person | None:
    """The person, None for a stranger. At most one query, none for whoever has neither account nor session."""
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, _found(request))
    found: Person | None = getattr(request, _KEPT)
    return found


def _found(request: HttpRequest) -> Person | None:
    user = getattr(request, "user", None)
    if isinstance(user, User) and user.is_authenticated:
        return Person.objects.active().filter(user=user).first()
    key = request.session.get(SESSION) if hasattr(request, "session") else None
    return Person.objects.active().filter(pk=key, user=None).first() if isinstance(key, int) else None


def become_guest(request: HttpRequest, person: Person) -> None:
    """This browser belongs to that guest from now on; the session gets a new key (fixation)."""
    request.session.cycle_key()
    before = request.session.get(SESSION)
    if before is not None and before != person.pk:
        request.session[BEFORE] = before
    request.session[SESSION] = person.pk
    setattr(request, _KEPT, person)
