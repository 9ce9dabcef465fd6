"""What a batch sets in motion: parents' `modified`, papers to derive again, documents to index again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from roterfaden.council.derive import derive_items
from roterfaden.council.files.queue import mark_changed
from roterfaden.council.models import (
    AgendaItem,
    Consultation,
    FileLink,
    Meeting,
    Membership,
    Paper,
    PendingDerivation,
    Person,
)
from roterfaden.council.sync.resolve import Resolver, chunks
from roterfaden.search.actions import enqueue
from roterfaden.threads.actions import scan_later

#: OParl type → kind of the search index.
SEARCH_KINDS = {
    "Paper": "paper",
    "Meeting": "meeting",
    "Organization": "organization",
    "Person": "person",
    "File": "file",
}
#: Kinds whose texts may name what threads are about.
SCANNED = ("paper", "meeting")


@dataclass
class Touched:
    """Primary keys that a batch wrote or hid, by type."""

    written: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    hidden: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def settle(self, resolver: Resolver) -> None:
        """Write everything that follows, within the batch's transaction."""
        papers, meetings = self._papers(), self._meetings()
        self._bump(papers, meetings, resolver)
        for chunk in chunks(self.written["File"]):
            mark_changed(chunk, resolver.now)
        PendingDerivation.objects.bulk_create(
            [PendingDerivation(paper_id=pk) for pk in sorted(papers)], ignore_conflicts=True
        )
        derive_items(self.written["AgendaItem"] - self.hidden["AgendaItem"])
        for oparl_type, kind in SEARCH_KINDS.items():
            rows = self.written[oparl_type] | {"Paper": papers, "Meeting": meetings}.get(oparl_type, set())
            if rows - self.hidden[oparl_type]:
                enqueue(kind, sorted(rows - self.hidden[oparl_type]))
                if kind in SCANNED:
                    scan_later(kind, (str(pk) for pk in sorted(rows - self.hidden[oparl_type])))
            if self.hidden[oparl_type]:
                enqueue(kind, sorted(self.hidden[oparl_type]), hidden=True)
        if persons := self._persons() - self.hidden["Person"]:  # They are found by their memberships.
            enqueue("person", sorted(persons))

    def _papers(self) -> set[int]:
        """Papers whose stations may read differently now."""
        found = set(self.written["Paper"])
        for oparl_type, column in (("Consultation", "pk"), ("AgendaItem", "agenda_item_id"), ("Meeting", "meeting_id")):
            for chunk in chunks(self.written[oparl_type]):
                rows = Consultation.objects.filter(**{f"{column}__in": chunk}, paper__isnull=False)
                found.update(pk for pk in rows.values_list("paper_id", flat=True) if pk)
        return found

    def _meetings(self) -> set[int]:
        found = set(self.written["Meeting"])
        for chunk in chunks(self.written["AgendaItem"]):
            rows = AgendaItem.objects.filter(pk__in=chunk, meeting__isnull=False)
            found.update(pk for pk in rows.values_list("meeting_id", flat=True) if pk)
        return found

    def _persons(self) -> set[int]:
        found: set[int] = set()
        for chunk in chunks(self.written["Membership"]):
            rows = Membership.objects.filter(pk__in=chunk, person__isnull=False)
            found.update(pk for pk in rows.values_list("person_id", flat=True) if pk)
        return found

    def _bump(self, papers: set[int], meetings: set[int], resolver: Resolver) -> None:
        """A parent's `modified` follows its parts (OParl 1.1, section 2.6.3)."""
        for chunk in chunks(self.written["File"]):
            for paper, meeting in FileLink.objects.filter(file_id__in=chunk).values_list("paper_id", "meeting_id"):
                papers |= {paper} if paper else set()
                meetings |= {meeting} if meeting else set()
        for model, pks in ((Paper, papers), (Meeting, meetings), (Person, self._persons())):
            for chunk in chunks(pks):
                model.objects.filter(pk__in=chunk).update(changed_at=resolver.now)
