"""Create, change, copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from roterfaden.kit.things import Ref, things
from roterfaden.participation.actions.common import (
    ADD,
    CHANGE,
    Conflict,
    NotInThatState,
    SlugTaken,
    require,
    tell,
    touch,
)
from roterfaden.participation.drafts import LINKS, RESERVED, PhaseDraft, ProcessDraft, free_slug
from roterfaden.participation.models import Eligibility, Phase, Process, ProcessLink, ProcessState
from roterfaden.participation.modules import modules
from roterfaden.threads.drafts import slug_of

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

MOST_LINKS = 50


def create(user: User, draft: ProcessDraft, phases: Sequence[PhaseDraft], made_from: str, slug: str = "") -> Process:
    """A new process, a draft at first. Without `slug` its address follows from the title."""
    require(user, ADD)
    values, rows = draft.values(), [phase.values() for phase in phases]
    with transaction.atomic():
        process = _new_process(user, {**values, "format": made_from[:30]}, slug)
        _set_links(process, draft)
        Phase.objects.bulk_create([Phase(process=process, **row) for row in rows])
        tell(user, process, "process.created", {"slug": process.slug}, str(process.pk))
    return process


def change(user: User, process: Process, version: int, draft: ProcessDraft) -> Process:
    """Change a process' own fields; Conflict if it was saved since `version`. A new title keeps the address."""
    require(user, CHANGE)
    values = draft.values()
    with transaction.atomic():
        before = ProcessDraft.of(process)
        touch(process, version, **values)
        _set_links(process, draft)
        after = {**values, **{name: getattr(draft, name) for name in LINKS}}
        names = sorted(name for name, value in after.items() if getattr(before, name) != value)
        if names:
            tell(user, process, "process.changed", {"fields": names}, f"{process.pk}:{process.version}", values)
    return process


def rename_address(user: User, process: Process, version: int, slug: str) -> Process:
    """Another address, as long as nobody outside knows the first one."""
    require(user, CHANGE)
    if process.published_at is not None:
        raise NotInThatState
    wanted = slug_of(slug)
    if wanted in RESERVED or Process.objects.filter(slug=wanted).exclude(pk=process.pk).exists():
        raise SlugTaken(wanted)
    with transaction.atomic():
        touch(process, version, slug=wanted)
    return process


def copy(user: User, process: Process, title: str, as_template: bool = False) -> Process:
    """A new draft with the same texts, phases (without their dates) and rules; nothing that people said."""
    require(user, ADD)
    draft = ProcessDraft.of(process)
    changed = ProcessDraft(**{**vars(draft), "title": title})
    phases = [PhaseDraft(**{**vars(PhaseDraft.of(row)), "start": None, "end": None}) for row in process.phases.all()]
    with transaction.atomic():
        new = create(user, changed, phases, process.format)
        rows = Eligibility.objects.filter(process=process)
        Eligibility.objects.bulk_create([_copied(row, new) for row in rows])
        for old_phase, new_phase in zip(process.phases.all(), new.phases.all(), strict=True):
            if old_phase.module in modules:
                modules[old_phase.module].copied(user, old_phase, new_phase)
        if as_template:
            Process.objects.filter(pk=new.pk).update(is_template=True)
            new.refresh_from_db()
    return new


def _copied(row: Eligibility, process: Process) -> Eligibility:
    names = ("action", "confirmed", "account", "resident", "districts", "age_bands", "code")
    return Eligibility(process=process, **{name: getattr(row, name) for name in names})


def set_links(user: User, process: Process, refs: Sequence[Ref]) -> None:
    """What the process is tied to; only public things. ValidationError for others."""
    require(user, CHANGE)
    wanted = list(dict.fromkeys(refs))[:MOST_LINKS]
    known = things(wanted)
    if any(ref not in known for ref in wanted):
        raise ValidationError(_("Verbunden werden kann nur, was öffentlich ist."))
    with transaction.atomic():
        held = {link.thing: link for link in process.links.all()}
        ProcessLink.objects.filter(pk__in=[link.pk for ref, link in held.items() if ref not in wanted]).delete()
        new = [
            ProcessLink(process=process, thing_kind=ref.kind, thing_key=ref.key) for ref in wanted if ref not in held
        ]
        ProcessLink.objects.bulk_create(new)
        touch(process)
        content = {"links": sorted(str(ref) for ref in wanted)}
        tell(user, process, "process.changed", content, f"{process.pk}:{process.version}")


def _new_process(user: User, values: dict[str, Any], slug: str) -> Process:
    wanted = slug_of(slug) if slug else free_slug(values["title"])
    if wanted in RESERVED:
        raise SlugTaken(wanted)
    try:
        with transaction.atomic():
            return Process.objects.create(slug=wanted, created_by=user, state=ProcessState.DRAFT, **values)
    except IntegrityError:  # somebody was faster
        raise SlugTaken(wanted) from None


def _set_links(process: Process, draft: ProcessDraft) -> None:
    for name in LINKS:
        getattr(process, name).set(getattr(draft, name))


__all__ = ["Conflict", "change", "copy", "create", "rename_address", "set_links"]
