"""The rules of a process for what is said in it: phases, who may, promises (see `contributions.registry`).

All of it goes by the server's clock at the moment of asking. Actions ask inside their transaction, so that what comes
one tick after the end is refused; on PostgreSQL the process' row is held meanwhile, so that nobody closes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.registry import Rules, Verdict, read_once
from roterfaden.contributions.rules import rules_of
from roterfaden.kit.things import Ref
from roterfaden.participation import moments
from roterfaden.participation.eligibility import ANYBODY, may, whos
from roterfaden.participation.models import Action, Phase, Process, ProcessState
from roterfaden.participation.modules import modules

YES = Verdict(True)
#: Questions about a process can be asked as long as it is not closed, whatever runs.
QUESTION = "question"


def process_rules(area: Ref, kind: str, person: Person | None) -> Rules:
    """What holds in a process now, by the server's clock."""
    process = read_once(("process", area.key), lambda: held(area.key))
    if process is None:
        no = Verdict(False, _("Diese Beteiligung gibt es nicht."))
        return Rules(no, no)
    phases, now = read_once(("phases", process.pk), lambda: list(process.phases.all())), timezone.now()
    running = [phase for phase in phases if phase.is_open(now)]
    return rules_of_process(process, running, kind, person, phases)


def rules_of_process(
    process: Process, running: list[Phase], kind: str, person: Person | None, phases: Sequence[Phase] = ()
) -> Rules:
    """The same for a process and its running phases that are at hand; `phases`: all of them, for a friendlier no."""
    used = [] if process.state == ProcessState.CLOSED else [m for p in running if (m := modules.get(p.module))]
    rows = read_once(("who", process.pk), lambda: whos(process))
    shut = _shut(process, kind, phases or running)
    asks = kind == QUESTION and process.state == ProcessState.PUBLIC
    write = YES if asks else may(process, Action.WRITE, person, rows) if any(kind in m.writes for m in used) else shut
    supports = may(process, Action.SUPPORT, person, rows) if any(kind in m.supports for m in used) else shut
    return Rules(
        write,
        supports,
        guests=asks or rows.get(Action.WRITE, ANYBODY).open_to_guests,
        before=process.before,
        answer_days=process.answer_days,
        answer_from=process.answer_from,
        office=process.office,
    )


def may_vote(phase: Phase, person: Person | None) -> Verdict:
    """Whether somebody may vote or answer in a phase now. Ask inside the transaction of the vote."""
    process = held(str(phase.process_id))
    fresh = Phase.objects.filter(pk=phase.pk).first() if process else None
    if process is None or fresh is None:
        return Verdict(False, _("Diese Beteiligung gibt es nicht."))
    if process.state == ProcessState.CLOSED or not fresh.is_open():
        return closed(process, [fresh])
    if person is not None and person.is_suspended:
        return rules_of(process.ref, "comment", person).write
    return may(process, Action.VOTE, person, whos(process))


def held(key: str) -> Process | None:
    """The public process; inside of a transaction on PostgreSQL it cannot be closed or hidden before that ends."""
    rows = Process.objects.visible_to().filter(pk=key) if key.isdecimal() and len(key) < 19 else Process.objects.none()
    if connection.vendor == "postgresql" and connection.in_atomic_block and key.isdecimal():
        # FOR SHARE: votes do not wait for each other, only for who changes the process (Django has no word for it).
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM participation_process WHERE id = %s FOR SHARE", [int(key)])
    found: Process | None = rows.first()
    return found


def _shut(process: Process, kind: str, phases: Sequence[Phase]) -> Verdict:
    fitting = [p for p in phases if (m := modules.get(p.module)) and (kind in m.writes or kind in m.supports)]
    return closed(process, fitting)


def closed(process: Process, phases: Sequence[Phase], now: datetime | None = None) -> Verdict:
    """No, and when it was or will be possible; `phases` are those in which it is."""
    moment = now or timezone.now()
    way = _("Sie können der Beteiligung folgen: Dann erfahren Sie, was daraus wird.")
    if process.state == ProcessState.CLOSED:
        return Verdict(False, _("Das geht nicht mehr: Diese Beteiligung ist abgeschlossen."), way)
    ahead = sorted(phase.start for phase in phases if phase.start and phase.start > moment)
    if ahead:
        when = moments.start_words(ahead[0])
        return Verdict(False, _("Das geht noch nicht. Es beginnt am {when}.").format(when=when), way)
    over = sorted(phase.end for phase in phases if phase.end and phase.end <= moment)
    if over:
        when = moments.end_words(over[-1])
        return Verdict(False, _("Das geht nicht mehr: Es endete am {when}.").format(when=when), way)
    return Verdict(False, _("Das geht zurzeit nicht: Die Zeit dafür läuft nicht."), way)
