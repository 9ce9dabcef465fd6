"""Phases and who may: changes of what everybody relies on, so they are in the ledger, and followers hear of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from roterfaden.participation.actions.common import CHANGE, MethodObjects, NotInThatState, require, tell, touch
from roterfaden.participation.drafts import PhaseDraft
from roterfaden.participation.eligibility import ANYBODY, Who
from roterfaden.participation.models import Action, Eligibility, Phase, Process
from roterfaden.participation.modules import modules

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


def add_phase(user: User, process: Process, version: int, draft: PhaseDraft) -> Phase:
    """A further phase; Conflict if the process was saved since `version`."""
    require(user, CHANGE)
    values = draft.values()
    with transaction.atomic():
        touch(process, version)
        phase = Phase.objects.create(process=process, **values)
        _tell(user, process, phase, values)
    return phase


def change_phase(user: User, phase: Phase, version: int, draft: PhaseDraft) -> Phase:
    """Change a phase. Its method stays once it has begun: what was said belongs to it."""
    require(user, CHANGE)
    values = draft.values()
    process = phase.process
    with transaction.atomic():
        touch(process, version)
        if values["module"] != phase.module and process.published_at is not None and has_begun(phase):
            raise NotInThatState
        _ask_method(phase, values)
        for name, value in values.items():
            setattr(phase, name, value)
        phase.save(update_fields=list(values))
        _tell(user, process, phase, values)
    return phase


def remove_phase(user: User, phase: Phase, version: int) -> None:
    """Take a phase away that has not begun in public: nothing that was public goes without a trace."""
    require(user, CHANGE)
    process = phase.process
    with transaction.atomic():
        touch(process, version)
        if process.published_at is not None and has_begun(phase):
            raise NotInThatState
        _ask_method(phase, None)
        _tell(user, process, phase, {}, removed=True)
        phase.delete()


def _ask_method(phase: Phase, values: Mapping[str, Any] | None) -> None:
    """Its method knows what people did in it; asked in the transaction, with the process' row held by `touch`."""
    module = modules.get(phase.module)
    reason = module.objects(phase, values) if module else ""
    if reason:
        raise MethodObjects(reason)


def has_begun(phase: Phase) -> bool:
    """Whether its time has come, or passed."""
    return phase.is_open() or phase.is_over()


def _tell(user: User, process: Process, phase: Phase, values: dict[str, Any], removed: bool = False) -> None:
    content: dict[str, Any] = {
        "phase": str(phase.pk),
        "method": phase.module,
        "start": phase.start.isoformat() if phase.start else "",
        "end": phase.end.isoformat() if phase.end else "",
    }
    if removed:
        content["removed"] = True
    tell(user, process, "process.phases_changed", content, f"{process.pk}:{process.version}", values)


def set_eligibility(user: User, process: Process, version: int, action: str, who: Who) -> None:
    """Who may do something. What holds everywhere (a confirmed address) needs no row."""
    require(user, CHANGE)
    Action(action)
    with transaction.atomic():
        touch(process, version)
        rows = Eligibility.objects.filter(process=process, action=action)
        if who == ANYBODY:
            rows.delete()
        else:
            values = {**vars(who), "districts": list(who.districts), "age_bands": list(who.age_bands)}
            Eligibility.objects.update_or_create(process=process, action=action, defaults=values)
        content = {"action": action, **{name: value for name, value in _plain(who).items() if value}}
        tell(user, process, "process.rules_changed", content, f"{process.pk}:{process.version}")


def _plain(who: Who) -> dict[str, Any]:
    return {**vars(who), "districts": sorted(who.districts), "age_bands": sorted(who.age_bands)}
