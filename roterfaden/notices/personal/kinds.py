"""Which personal mails there are. Each room says the words of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Words:
    """A mail in words, in the language at hand. `path`: where its button leads, a path of this portal.

    `quote` is shown apart: the person's own words, or the answer. `why`: why they get this mail.
    """

    subject: str
    lines: tuple[str, ...]
    path: str = ""
    button: str = ""
    quote: str = ""
    why: str = ""


#: Makes the words from the facts; None: there is nothing to tell any more.
Compose = Callable[[Mapping[str, Any]], Words | None]


@dataclass(frozen=True)
class MailKind:
    """A kind of personal mail. `label` is its name for operators."""

    key: str
    label: StrOrPromise
    compose: Compose


mail_kinds: dict[str, MailKind] = {}


def mail_kind(key: str, *, label: StrOrPromise) -> Callable[[Compose], Compose]:
    """Register the decorated function as the words of a kind; a second registration is a mistake."""

    def decorate(function: Compose) -> Compose:
        if key in mail_kinds:
            raise ValueError(f"{key} is registered twice")
        mail_kinds[key] = MailKind(key, label, function)
        return function

    return decorate
