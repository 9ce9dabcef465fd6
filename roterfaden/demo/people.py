"""Accounts of the demonstration: one for each role, all with one password that is made when the city is filled."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth import hashers
from django.db import transaction

from roterfaden.accounts.actions import give_role
from roterfaden.accounts.models import User
from roterfaden.accounts.roles import ROLES

WORDS = (
    "brunnen",
    "kastanie",
    "laterne",
    "linde",
    "markt",
    "muehle",
    "pegel",
    "rathaus",
    "steg",
    "turmuhr",
    "ufer",
    "weide",
)


@dataclass(frozen=True)
class Login:
    """An account to show. `purpose`: what one can do with it."""

    name: str
    purpose: str


LOGINS = (
    Login("admin", "darf alles"),
    *(Login(role.name.lower().replace("ü", "ue").replace("ö", "oe"), role.purpose) for role in ROLES),
)


def make_password() -> str:
    """Four words and a number: easy to type, and another one in each installation."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(4)), str(secrets.randbelow(9000) + 1000)])


@transaction.atomic
def fill_people(password: str) -> None:
    """Make the accounts, or give them this password. Accounts of others with these names stay untouched."""
    # One hash for all: making one takes a second, and the password is the same.
    hashed = hashers.make_password(password)
    for login in LOGINS:
        user, new = User.objects.get_or_create(username=login.name, defaults={"email": mail_of(login)})
        if not new and user.email != mail_of(login):
            continue
        user.password = hashed
        user.is_staff, user.is_superuser = True, login.name == "admin"
        user.save()
    for role, login in zip(ROLES, LOGINS[1:], strict=True):
        user = User.objects.get(username=login.name)
        if user.email == mail_of(login):
            give_role(user, role.name)


def mail_of(login: Login) -> str:
    """An address that reaches nobody (RFC 2606)."""
    return f"{login.name}@beispielstadt.example"
