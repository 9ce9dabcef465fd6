"""Jobs in the back office: what runs when, what happened, and a switch to pause a job."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from roterfaden.operation.models import JobRun, Schedule


class Only(ModelPermissionPolicy):
    """Allows some actions only, whoever asks: rows are made by the worker."""

    def __init__(self, model: type, *actions: str) -> None:
        super().__init__(model)
        self.actions = set(actions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        allowed = self.actions & set(actions)
        return bool(allowed) and bool(super().user_has_any_permission(user, allowed))


class ScheduleViewSet(ModelViewSet):
    """When each job runs next. A job can be paused, nothing else."""

    model = Schedule
    name = "jobs"
    menu_label = _("Zeitplan")
    icon = "calendar-alt"
    form_fields = ["paused"]
    list_display = [
        "label",
        DateColumn("next_at", label=_("frühestens ab"), sort_key="next_at"),
        Column("failures", label=_("Fehlschläge in Folge"), sort_key="failures"),
        StatusTagColumn(
            "paused",
            label=_("Zustand"),
            accessor=lambda row: _("angehalten") if row.paused else _("läuft nach Plan"),
            primary=lambda row: not row.paused,
        ),
    ]
    permission_policy = Only(Schedule, "view", "change")
    copy_view_enabled = False


class JobRunViewSet(ModelViewSet):
    """What happened: read only."""

    model = JobRun
    name = "job-runs"
    menu_label = _("Läufe")
    icon = "history"
    exclude_form_fields: list[str] = []
    list_display = [
        "label",
        DateColumn("started", label=_("begonnen"), sort_key="started"),
        DateColumn("finished", label=_("beendet")),
        StatusTagColumn(
            "outcome",
            label=_("Ausgang"),
            accessor=lambda row: row.get_outcome_display(),
            primary=lambda row: row.outcome == JobRun.Outcome.DONE,
        ),
        Column("message", label=_("Meldung"), accessor=lambda row: row.message[:200]),
    ]
    list_filter = ["outcome", "schedule"]
    inspect_view_enabled = True
    inspect_view_fields = ["schedule", "worker", "started", "finished", "outcome", "message"]
    permission_policy = Only(JobRun, "view")
    copy_view_enabled = False


class Jobs(ViewSetGroup):
    """Both under one entry of the menu."""

    menu_label = _("Aufgaben")
    menu_icon = "tasks"
    menu_order = 800
    items = (ScheduleViewSet(), JobRunViewSet())


def register_jobs() -> ViewSetGroup:
    """Put the jobs into the menu."""
    return Jobs()


hooks.register("register_admin_viewset", register_jobs)
