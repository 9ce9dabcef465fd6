"""People with accounts for tests."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client

from roterfaden.accounts.actions import give_role, sync_roles
from roterfaden.accounts.models import Person, User

PASSWORD = "correct horse battery staple"


def make_user(username: str = "anna", *roles: str, superuser: bool = False) -> User:
    """An account with the given roles of the table."""
    user = User.objects.create_user(username, f"{username}@example.org", PASSWORD, is_superuser=superuser)
    for name in roles:
        with_role(user, name)
    return User.objects.get(pk=user.pk)


def with_role(user: User, name: str) -> None:
    """Give a role. The template of the test database has them all; one that was made with --create-db has not."""
    if not Group.objects.filter(name=name).exists():
        sync_roles()
    give_role(user, name)


def make_resident(address: str = "kim@example.org", **person: Any) -> User:
    """Somebody who signed up and confirmed the address."""
    user = User.objects.create_user(f"b-{address}", address, PASSWORD)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    Person.objects.create(user=user, address=address, **person)
    return user


def be_guest(client: Client, person: Person) -> Client:
    """This client's browser belongs to a guest whose address was confirmed in it."""
    session = client.session
    session["guest"] = person.pk
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    return client
