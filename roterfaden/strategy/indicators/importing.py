"""Runs: values out of a file or from an address, looked at first, then taken in short transactions.

A run that is killed is done again from the beginning: what it had taken is then equal and changes nothing.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.strategy.actions.common import note, require
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators import writing
from roterfaden.strategy.indicators.actions import VALUES, follow_up
from roterfaden.strategy.indicators.numbers import number_words
from roterfaden.strategy.indicators.rows import FileProblem, Refusal, Row, Value
from roterfaden.strategy.indicators.sources import kinds
from roterfaden.strategy.indicators.telling import tell_values
from roterfaden.strategy.models import Indicator, SourceRun

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

#: Values of one transaction: well under 200 ms on SQLite.
CHUNK = 500
MOST_REFUSED, MOST_SHOWN = 500, 100
BIGGEST_FILE = 30 * 1024 * 1024
#: Fewer rows than this are taken at once; more are left to the job worker.
AT_ONCE = 2_000
#: A preview that nobody took is forgotten after this time, together with the file.
KEEP_PREVIEW = timedelta(days=2)
State = SourceRun.State


@dataclass
class Tally:
    """What a run found."""

    rows: int = 0
    new: int = 0
    revised: int = 0
    equal: int = 0
    refused: int = 0
    refusals: list[dict[str, Any]] = field(default_factory=list)
    shown: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, refusal: Refusal) -> None:
        """Count a refused line and keep it, up to a bound."""
        self.refused += 1
        if len(self.refusals) < MOST_REFUSED:
            self.refusals.append({"line": refusal.line, "text": refusal.text[:300]})

    def show(self, indicator: Indicator, change: writing.Change) -> None:
        """Keep a change for the preview, up to a bound. Revisions are what one looks at."""
        if len(self.shown) < MOST_SHOWN:
            value = change.value
            self.shown.append(
                {
                    "indicator": indicator.title,
                    "period": value.period.code,
                    "part": " · ".join(filter(None, (value.part.dimension, value.part.category))),
                    "value": str(value.value),
                    "draft": value.draft,
                    "old": str(change.old.value.normalize() + 0) if change.old else None,
                }
            )

    def counts(self) -> dict[str, int]:
        """As the run keeps them."""
        names = ("rows", "new", "revised", "equal", "refused")
        return {name: int(getattr(self, name)) for name in names}


# -- upload: look first, take then -------------------------------------------------------------------------------------


def preview_upload(
    user: User, file: IO[bytes], name: str, kind: str, indicator: Indicator | None, options: Mapping[str, Any]
) -> SourceRun:
    """Read a file and say what it would change; nothing is changed yet. A file that is none gives a failed run."""
    require(user, VALUES)
    body = file.read(BIGGEST_FILE + 1)
    if len(body) > BIGGEST_FILE:
        raise Refused(_("Die Datei ist größer als {size} MB.").format(size=BIGGEST_FILE // 1024 // 1024), "file")
    run = SourceRun(kind=kind, name=name[:1000], indicator=indicator, author=user, options=dict(options))
    run.state, tally = State.PREVIEW, Tally()
    try:
        _go(_read(kind, body, options), indicator, tally, None)
        run.payload = zlib.compress(body, 6)
    except FileProblem as problem:
        run.state, run.message, run.finished = State.FAILED, str(problem), timezone.now()
    _keep(run, tally)
    run.save()
    return run


def take_upload(user: User, run: SourceRun) -> SourceRun:
    """Take what a preview showed: small ones at once, large ones by the job worker. A second time changes nothing."""
    _owned(user, run)
    waiting = SourceRun.objects.filter(pk=run.pk, state=State.PREVIEW).update(state=State.WAITING)
    if not waiting:
        raise Refused(_("Das wurde schon übernommen oder verworfen."))
    run.refresh_from_db()
    note(user, run, "values_taken", name=run.name, rows=run.counts.get("rows", 0))
    if run.counts.get("rows", 0) <= AT_ONCE:
        take_waiting(run)
        run.refresh_from_db()
    return run


def discard_upload(user: User, run: SourceRun) -> None:
    """Forget a preview and its file."""
    _owned(user, run)
    changed = {"state": State.DISCARDED, "payload": None, "finished": timezone.now()}
    if not SourceRun.objects.filter(pk=run.pk, state=State.PREVIEW).update(**changed):
        raise Refused(_("Das wurde schon übernommen oder verworfen."))


def take_waiting(run: SourceRun) -> None:
    """Take a waiting upload; called at once or by the job worker, which starts again where it was killed."""
    tally = Tally()
    try:
        rows = _read(run.kind, zlib.decompress(bytes(run.payload or b"")), run.options)
        _go(rows, run.indicator, tally, run)
        run.state = State.PARTIAL if tally.refused else State.COMPLETE
        run.message = sentence(tally)
    except (FileProblem, zlib.error) as problem:
        run.state, run.message = State.FAILED, str(problem)
    _keep(run, tally)
    run.finished, run.payload = timezone.now(), None
    run.save()


def forget_previews() -> int:
    """Files of previews that nobody took."""
    old = SourceRun.objects.filter(state=State.PREVIEW, started__lt=timezone.now() - KEEP_PREVIEW)
    return old.update(state=State.DISCARDED, payload=None, finished=timezone.now())


def _owned(user: User, run: SourceRun) -> None:
    require(user, VALUES)
    if run.author_id != user.pk:
        raise PermissionDenied("another person's preview")


def _read(kind: str, body: bytes, options: Mapping[str, Any]) -> Iterator[Row]:
    reader = kinds[kind].read if kind in kinds else None
    if reader is None:
        raise FileProblem(_("Diese Art kann man nicht hochladen."))
    return reader(io.BytesIO(body), options)


# -- both --------------------------------------------------------------------------------------------------------------


def take(rows: Iterator[Row], indicator: Indicator, run: SourceRun, tally: Tally) -> None:
    """Take rows that were fetched for an indicator."""
    _go(rows, indicator, tally, run)


def _go(rows: Iterator[Row], indicator: Indicator | None, tally: Tally, run: SourceRun | None) -> None:
    """All rows, a chunk at a time. Without a run nothing is written. What follows from the values is computed at the
    end for all indicators of the file: a killed run may have left some behind.
    """
    known = {indicator.slug: indicator} if indicator else {}
    doubles = writing.Doubles({})
    try:
        while chunk := list(islice(rows, CHUNK)):
            tally.rows += len(chunk)
            if indicator is None:
                _load(chunk, known)
            pairs = list(_pairs(chunk, indicator, known, doubles, tally))
            _chunk(pairs, {row.pk: row for row in known.values()}, tally, run)
    finally:
        tally.equal += doubles.equal
        if run is not None:
            _follow_up(list(known.values()))


def _follow_up(indicators: list[Indicator]) -> None:
    for start in range(0, len(indicators), MOST_SHOWN):
        with transaction.atomic():
            follow_up(*indicators[start : start + MOST_SHOWN])


def _load(chunk: Iterable[Row], known: dict[str, Indicator]) -> None:
    """The indicators that a chunk names for the first time."""
    names = {row.indicator for row in chunk if isinstance(row, Value)} - set(known)
    known.update({row.slug: row for row in Indicator.objects.filter(slug__in=names)})


def _pairs(
    chunk: Iterable[Row],
    indicator: Indicator | None,
    known: Mapping[str, Indicator],
    doubles: writing.Doubles,
    tally: Tally,
) -> Iterator[tuple[int, Value]]:
    """The values of a chunk with their indicators; what cannot be is refused by its line."""
    for row in chunk:
        if isinstance(row, Refusal):
            tally.refuse(row)
            continue
        owner = known.get(row.indicator) if row.indicator or indicator is None else indicator
        if owner is None:
            name = row.indicator or "–"
            tally.refuse(Refusal(row.line, _("keine Kennzahl mit dem Kurznamen „{name}“").format(name=name)))
            continue
        if indicator is not None and owner.pk != indicator.pk:
            tally.refuse(Refusal(row.line, _("gehört zu einer anderen Kennzahl")))
            continue
        found = doubles.check(owner.pk, row)
        if isinstance(found, Refusal):
            tally.refuse(found)
        elif found is not None:
            yield owner.pk, found


def _chunk(
    pairs: list[tuple[int, Value]], owners: Mapping[int, Indicator], tally: Tally, run: SourceRun | None
) -> None:
    """Compare a chunk with what is there and, in a run, write it."""
    if run is None:
        _count(writing.plan(pairs), owners, tally)
        return
    with transaction.atomic():
        keys = sorted({key for key, _value in pairs})
        list(Indicator.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
        plan = writing.plan(pairs)
        rows = writing.write(plan.changes, run.author, run)
        by_owner: dict[int, list[writing.Change]] = {}
        for change in plan.changes:
            by_owner.setdefault(change.indicator, []).append(change)
        for key, changes in by_owner.items():
            tell_values(owners[key], changes, str(rows[-1].pk))
    _count(plan, owners, tally)


def _count(plan: writing.Plan, owners: Mapping[int, Indicator], tally: Tally) -> None:
    revised = sum(change.old is not None for change in plan.changes)
    tally.new += len(plan.changes) - revised
    tally.revised += revised
    tally.equal += plan.equal
    for change in sorted(plan.changes, key=lambda change: change.old is None):
        tally.show(owners[change.indicator], change)


def _keep(run: SourceRun, tally: Tally) -> None:
    run.counts, run.refused, run.sample_rows = tally.counts(), tally.refusals, tally.shown


def sentence(tally: Tally) -> str:
    """What a run did, for people."""
    parts = (
        (tally.new, ngettext("%(count)s neuer Wert", "%(count)s neue Werte", tally.new)),
        (tally.revised, ngettext("%(count)s Wert revidiert", "%(count)s Werte revidiert", tally.revised)),
        (tally.equal, ngettext("%(count)s Wert unverändert", "%(count)s Werte unverändert", tally.equal)),
        (tally.refused, ngettext("%(count)s Zeile abgelehnt", "%(count)s Zeilen abgelehnt", tally.refused)),
    )
    told = [words % {"count": number_words(count, 0)} for count, words in parts if count]
    return ", ".join(told) or _("keine Zeilen")


__all__ = ["Tally", "discard_upload", "forget_previews", "preview_upload", "sentence", "take", "take_upload"]
