"""What rooms do with claims: when the address is confirmed, when it never was, and how a claim is shown before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Claim


@dataclass(frozen=True)
class Shown:
    """What somebody is about to confirm: a heading such as „Ihr Kommentar“, its words, and what becomes public."""

    title: str
    words: str = ""
    note: str = ""
    #: Where it can be seen afterwards; empty: where the visitor came from.
    path: str = ""


Confirm = Callable[[Claim, Person], None]
Expire = Callable[[Claim], None]
#: None: what the claim was about is gone.
Show = Callable[[Claim], "Shown | None"]


@dataclass(frozen=True)
class Handler:
    """Who goes on with claims of a kind."""

    confirm: Confirm
    show: Show


handlers: dict[str, Handler] = {}
expirers: dict[str, Expire] = {}


def on_confirm(kind: str, *, show: Show) -> Callable[[Confirm], Confirm]:
    """Register the decorated function for claims of a kind; a second registration is a mistake."""

    def decorate(function: Confirm) -> Confirm:
        if kind in handlers:
            raise ValueError(f"{kind} is registered twice")
        handlers[kind] = Handler(function, show)
        return function

    return decorate


def on_expire(kind: str) -> Callable[[Expire], Expire]:
    """Register what has to go with a claim that was never confirmed, beside rows that hang on it by a foreign key."""

    def decorate(function: Expire) -> Expire:
        expirers[kind] = function
        return function

    return decorate
