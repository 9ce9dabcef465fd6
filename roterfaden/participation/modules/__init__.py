"""The methods of participation: one folder each (`ideas`, `debate`, `survey` …), one explicit registry.

A module is a folder with models, actions, views, forms, templates and tests of its own; it imports the core
(`participation.models`, contributions) and never another module. Each is a Django app by itself, with its own label and
migrations; its `apps.py` registers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django_stubs_ext import StrOrPromise

if TYPE_CHECKING:
    from django.forms import Form

    from roterfaden.accounts.models import User
    from roterfaden.participation.models import Phase, Process


@dataclass(frozen=True)
class Todo:
    """What a visitor can do now: the button of the process page and the cards below it."""

    label: StrOrPromise
    url: str
    note: StrOrPromise = ""
    #: The first main one becomes the large button.
    main: bool = False


@dataclass(frozen=True)
class Count:
    """A figure of what was said: 132 "Ideen"."""

    number: int
    label: StrOrPromise


def _no_todos(_phase: Phase, _request: HttpRequest) -> Sequence[Todo]:
    return ()


def _no_counts(_process: Process) -> Sequence[Count]:
    return ()


def _no_objection(_phase: Phase, _values: Mapping[str, Any] | None) -> str:
    return ""


def _no_rows(_process: Process) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    return {}


@dataclass(frozen=True)
class Module:
    """A method. All functions are about public things alone, with a constant number of queries.

    `section(phase, request)` is the HTML of the process page (empty: nothing to show yet); `todos(phase, request)` what
    can be done now; `counts(process)` figures of the process page, the list of processes and results; `tables(process)`
    the rows for exports and the open data set: {"ideen": [{column: value}]}, never a personal column;
    `settings_form` edits `phase.settings` in the back office; `office(phase)` are its own back-office pages.
    `copied(user, old, new)` puts into a phase of a copied process what the office made for the old one (questions of a
    survey), never what people said. `objects(phase, values)` says in words why a phase cannot be changed to these
    values, or removed (None), because of what people did in it; empty: it can.
    """

    key: str
    label: StrOrPromise
    #: One sentence for the office: when to choose it.
    purpose: StrOrPromise
    section: Callable[[Phase, HttpRequest], SafeString | str]
    todos: Callable[[Phase, HttpRequest], Sequence[Todo]] = _no_todos
    counts: Callable[[Process], Sequence[Count]] = _no_counts
    tables: Callable[[Process], Mapping[str, Sequence[Mapping[str, Any]]]] = _no_rows
    settings_form: type[Form] | None = None
    office: Callable[[Phase], Sequence[Todo]] = lambda _phase: ()
    copied: Callable[[User, Phase, Phase], None] = lambda _user, _old, _new: None
    objects: Callable[[Phase, Mapping[str, Any] | None], str] = _no_objection
    #: Kinds of contributions that are written in such a phase, and whether they can be supported then.
    writes: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()


modules: dict[str, Module] = {}


def register(module: Module) -> None:
    """Make a method known; a second registration is a mistake."""
    if module.key in modules:
        raise ValueError(f"{module.key} is registered twice")
    modules[module.key] = module
