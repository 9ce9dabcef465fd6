"""What a complete reading did not find any more: plausibility first, then two failed runs a day apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from roterfaden.council.models import State
from roterfaden.council.models.base import PUBLIC_STATES
from roterfaden.council.sources.base import Finding, Reader, UnpublishedError
from roterfaden.council.sync.desk import SourceDesk
from roterfaden.council.sync.removal import NOT_FOUND, UNPUBLISHED, Removal
from roterfaden.council.sync.resolve import Resolver, chunks
from roterfaden.council.sync.schema import SCHEMAS, TOP_LEVEL
from roterfaden.council.sync.touched import Touched
from roterfaden.kit.http import FetchError

#: "A day apart", with an hour's slack for a schedule that drifts.
APART = timedelta(hours=23)
#: Fewer rows of a kind than this prove nothing about shares.
FEW = 10


class ImplausibleError(Exception):
    """More of a kind would vanish than the operator believes."""

    def __init__(self, oparl_type: str, gone: int, known: int) -> None:
        self.oparl_type, self.gone, self.known = oparl_type, gone, known
        super().__init__(f"{oparl_type}: {gone} von {known} wären verschwunden")


@dataclass
class Vanish:
    """Judges the objects of a source that a complete run did not see."""

    desk: SourceDesk
    reader: Reader
    resolver: Resolver
    #: Gives the HTTP answer's object for a key that is in no list but may still answer.
    found_alone: Callable[[str, dict[str, object]], None]
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def settle(self, seen: set[tuple[str, str]], read: set[str]) -> None:
        """Compare all types in `read` with what was `seen`. Raises ImplausibleError before anything is written."""
        gone: dict[str, dict[str, int]] = {}
        for oparl_type in TOP_LEVEL:
            if oparl_type in read:
                gone[oparl_type] = self._gone(oparl_type, seen)
        for oparl_type, rows in gone.items():
            self._judge(oparl_type, rows)

    def _gone(self, oparl_type: str, seen: set[tuple[str, str]]) -> dict[str, int]:
        rows = SCHEMAS[oparl_type].model.objects.filter(source=self.resolver.source, state__in=PUBLIC_STATES)
        known, gone = 0, {}
        for key, pk in rows.values_list("key", "pk").iterator():
            known += 1
            if (oparl_type, key) not in seen:
                gone[key] = pk
        limit = self.resolver.source.max_vanish_percent
        if known >= FEW and len(gone) * 100 > known * limit:
            raise ImplausibleError(oparl_type, len(gone), known)
        return gone

    def _judge(self, oparl_type: str, rows: dict[str, int]) -> None:
        for chunk in chunks(sorted(rows), 50):
            verdicts = {key: self._ask(oparl_type, key) for key in chunk}
            with transaction.atomic():
                self._write(oparl_type, {rows[key]: why for key, why in verdicts.items() if why})

    def _ask(self, oparl_type: str, key: str) -> str:
        """Why an object is gone; empty where it is not, or where nobody can tell."""
        url = self.resolver.source.full_id(key)
        try:
            body = self.reader.one(url, oparl_type)
        except UnpublishedError:
            return UNPUBLISHED
        except FetchError as error:
            self.desk.report(Finding("probe-failed", url, str(error)))
            return ""
        if body is not None and not body.get("deleted"):
            self.desk.report(Finding("in-no-list", url, oparl_type))
            self.found_alone(oparl_type, body)
            return ""
        return NOT_FOUND

    def _write(self, oparl_type: str, verdicts: dict[int, str]) -> None:
        """First miss: MISSING, still shown. A later run at least a day after: WITHDRAWN."""
        model, now = SCHEMAS[oparl_type].model, self.resolver.now
        counts = self.counts.setdefault(oparl_type, {"missing": 0, "withdrawn": 0})
        final: dict[str, list[int]] = {}
        for row in model.objects.filter(pk__in=verdicts).only("pk", "state", "missing_since", "missing_runs"):
            if row.missing_since is None:
                model.objects.filter(pk=row.pk).update(state=State.MISSING, missing_since=now, missing_runs=1)
                counts["missing"] += 1
            elif now - row.missing_since >= APART:
                final.setdefault(verdicts[row.pk], []).append(row.pk)
            else:
                model.objects.filter(pk=row.pk).update(missing_runs=row.missing_runs + 1)
        for reason, pks in final.items():
            touched = Touched()
            Removal(self.resolver, touched).take_away(oparl_type, pks, State.WITHDRAWN, reason)
            touched.settle(self.resolver)
            counts["withdrawn"] += len(pks)
