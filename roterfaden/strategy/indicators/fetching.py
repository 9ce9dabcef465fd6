"""Reading sources by the job worker: one at a time, under a lease, each run a row that a person can read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.kit.http import Answer, Caps, FetchError, PoliteClient, StatusError, polite_client
from roterfaden.operation.leases import Busy, lease
from roterfaden.strategy.actions.common import cleaned, note, require
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators.actions import CHANGE
from roterfaden.strategy.indicators.importing import BIGGEST_FILE, Tally, sentence, take, take_waiting
from roterfaden.strategy.indicators.rows import FileProblem
from roterfaden.strategy.indicators.sources import Ask, kinds
from roterfaden.strategy.models import Indicator, SourceRun, ValueSource

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

State = SourceRun.State
LEASE = timedelta(minutes=10)
#: After failures the pause grows up to this many times the usual one.
LONGEST_PAUSE = 8


@transaction.atomic
def add_source(
    user: User, indicator: Indicator, kind: str, url: str, options: dict[str, Any], hours: int
) -> ValueSource:
    """A new source of an indicator; it is read at the next look of the job worker."""
    require(user, CHANGE)
    if kind not in kinds:
        raise Refused(_("Unbekannte Art der Quelle."), "kind")
    if unknown := sorted(set(options) - set(kinds[kind].options)):
        raise Refused(_("Unbekannte Einstellung: {names}").format(names=", ".join(unknown)), "options")
    if not url.startswith(("https://", "http://")):
        raise Refused(_("Die Adresse beginnt mit https://."), "url")
    if not 1 <= hours <= 24 * 366:
        raise Refused(_("Mindestens eine Stunde, höchstens ein Jahr zwischen zwei Abrufen."), "every_hours")
    fields = cleaned(ValueSource, {"url": url})
    source = ValueSource.objects.create(
        indicator=indicator, kind=kind, options=options, every_hours=hours, next_run_at=timezone.now(), **fields
    )
    note(user, indicator, "source_added", url=url)
    return source


def switch_source(user: User, source: ValueSource, enabled: bool) -> None:
    """Switch a source on (it is read soon) or off."""
    require(user, CHANGE)
    ValueSource.objects.filter(pk=source.pk).update(enabled=enabled, next_run_at=timezone.now())
    note(user, source.indicator, "source_switched", url=source.url, enabled=enabled)


def is_due(now: datetime | None = None) -> bool:
    """Whether there is something to read or to take."""
    return bool(_due(now or timezone.now()).exists() or _waiting().exists())


def run_due(client: PoliteClient | None = None, most: int = 20) -> int:
    """Take waiting uploads and read the sources that are due. How many of both."""
    done = 0
    for run in _waiting()[:most]:
        try:
            with lease(f"strategy.run.{run.pk}", LEASE):
                if SourceRun.objects.filter(pk=run.pk, state=State.WAITING).exists():
                    take_waiting(run)
                    done += 1
        except Busy:
            continue
    for source in _due(timezone.now()).select_related("indicator")[:most]:
        try:
            with lease(f"strategy.source.{source.pk}", LEASE):
                read_source(source, client)
                done += 1
        except Busy:
            continue
    return done


def read_source(source: ValueSource, client: PoliteClient | None = None) -> SourceRun:
    """Read one source now. Failures are kept and shown; the next attempt comes after a growing pause."""
    # A run that is left over from a killed worker ends here, in words.
    left = SourceRun.objects.filter(source=source, state=State.RUNNING)
    left.update(
        state=State.FAILED, message=_("abgebrochen; der nächste Lauf fängt von vorn an"), finished=timezone.now()
    )
    run = SourceRun.objects.create(source=source, indicator=source.indicator, kind=source.kind, name=source.url)
    tally = Tally()
    try:
        asker = _asker(client or polite_client(caps=Caps(body=BIGGEST_FILE)))
        take(kinds[source.kind].fetch(source.url, source.options, asker), source.indicator, run, tally)
        run.state = State.PARTIAL if tally.refused else State.COMPLETE
        run.message = sentence(tally)
    except (FetchError, FileProblem) as problem:
        run.state, run.message = State.FAILED, str(problem)
    except KeyError:
        run.state, run.message = State.FAILED, _("Unbekannte Art der Quelle.")
    run.counts, run.refused, run.finished = tally.counts(), tally.refusals, timezone.now()
    run.save()
    _plan_next(source, failed=run.state == State.FAILED)
    return run


def _asker(client: PoliteClient) -> Ask:
    def ask(url: str) -> Answer:
        answer = client.get(url)
        if answer.status != 200:
            raise StatusError(url, answer.status)
        return answer

    return ask


def _plan_next(source: ValueSource, failed: bool) -> None:
    failures = source.failures + 1 if failed else 0
    pause = timedelta(hours=source.every_hours) * min(2 ** max(failures - 1, 0), LONGEST_PAUSE)
    values: dict[str, Any] = {"failures": min(failures, 1000), "next_run_at": timezone.now() + pause}
    if not failed:
        values["last_ok_at"] = timezone.now()
    ValueSource.objects.filter(pk=source.pk).update(**values)


def _due(now: datetime) -> Any:
    on = ValueSource.objects.filter(enabled=True, next_run_at__lte=now)
    return on.exclude(Q(indicator__state=Indicator.State.ENDED)).order_by("next_run_at", "pk")


def _waiting() -> Any:
    return SourceRun.objects.filter(state=State.WAITING).order_by("pk")
