"""Shapes of plans and measures in the machine interface."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum
from typing import Annotated

from django.utils.translation import gettext_noop as _
from pydantic.json_schema import SkipJsonSchema

from roterfaden.kit.api import Field, ListQuery, Out
from roterfaden.strategy.filters import Sort
from roterfaden.strategy.models import Measure

Slug = Annotated[str, Field(pattern=r"^[a-zA-Z0-9_-]{0,100}$")]
LightName = Enum("LightName", {name: name for name in Measure.Light.values})  # type: ignore[misc]
StateName = Enum("StateName", {name: name for name in Measure.State.values})  # type: ignore[misc]
Order = Enum("Order", {order.value: order.value for order in Sort})  # type: ignore[misc]


class MeasureQuery(ListQuery):
    """The filters of the list of measures."""

    plan: Slug = Field("", description=_("Kurzname des Plans"))
    stand: LightName | SkipJsonSchema[None] = Field(None, description=_("Stand"))
    zustand: StateName | SkipJsonSchema[None] = Field(None, description=_("Zustand"))
    bezirk: Slug = Field("", description=_("Stadtbezirk"))
    thema: Slug = Field("", description=_("Thema"))
    zuerst: Order = Field(Order("hakt"), description=_("Reihenfolge"))


class PlanRow(Out):
    """A plan in a list."""

    id: int
    slug: str
    title: str
    summary: str
    state: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    sample_data: bool
    modified: dt.datetime
    web: str


class NodeRow(Out):
    """A node of a plan."""

    id: int
    code: str
    parent: int | None
    kind: str
    level: str
    number: str
    title: str
    question: str
    text: str
    web: str


class VersionRow(Out):
    """A frozen version."""

    number: int
    created: dt.datetime
    reason: str
    digest: str
    document: str


class PlanOut(PlanRow):
    """A plan with its tree and versions."""

    text: str
    nodes: list[NodeRow]
    versions: list[VersionRow]


class MeasureRow(Out):
    """A measure in a list."""

    id: int
    slug: str
    number: str
    title: str
    what: str
    lead: str
    state: str
    light: str
    computed_light: str
    override_reason: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    next_due_on: dt.date | None
    planned_euro: Decimal | None
    spent_euro: Decimal | None
    milestones: int
    milestones_reached: int
    shifts: int
    reported_on: dt.date | None
    silent_days: int
    sample_data: bool
    modified: dt.datetime
    web: str


class MilestoneRow(Out):
    """A milestone."""

    id: int
    title: str
    planned_on: dt.date
    forecast_on: dt.date | None
    actual_on: dt.date | None


class ShiftRow(Out):
    """A date that moved."""

    milestone: int | None
    field: str
    old: dt.date | None
    new: dt.date | None
    reason: str
    decided_by: str
    decided_on: dt.date


class BudgetRow(Out):
    """A line of the budget."""

    year: int
    source: str
    planned_euro: Decimal | None
    spent_euro: Decimal | None


class MeasureOut(MeasureRow):
    """A measure with all its parts."""

    why: str
    nodes: list[int]
    districts: list[str]
    partners: list[str]
    milestone_list: list[MilestoneRow]
    shift_list: list[ShiftRow]
    budget: list[BudgetRow]


class Plans(Out):
    """A page of plans."""

    items: list[PlanRow]
    next: str | None


class Measures(Out):
    """A page of measures."""

    items: list[MeasureRow]
    next: str | None
