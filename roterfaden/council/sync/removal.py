"""What goes away: deleted by the source, dropped from its parent, or not found any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from roterfaden.council.models import AgendaItem, Consultation, File, FileLink, State
from roterfaden.council.models.base import GONE_STATES
from roterfaden.council.sync import chronicle
from roterfaden.council.sync.flatten import Node
from roterfaden.council.sync.resolve import Resolver
from roterfaden.council.sync.schema import SCHEMAS
from roterfaden.council.sync.touched import Touched

#: Why something is gone. The pages say it in words (`council.reasons`).
DELETED, UNPUBLISHED, NOT_FOUND, DROPPED, UNLINKED = "deleted", "unpublished", "not-found", "dropped", "unlinked"


@dataclass
class Removal:
    """Takes objects of one source out of the public view. An editor's HIDDEN always stays."""

    resolver: Resolver
    touched: Touched

    def delete(self, nodes: list[Node]) -> None:
        """The source says `deleted`. What was never here stays unknown."""
        for oparl_type in {node.oparl_type for node in nodes}:
            keys = [node.key for node in nodes if node.oparl_type == oparl_type]
            self.take_away(oparl_type, list(self.resolver.known(oparl_type, keys).values()), State.DELETED, DELETED)

    def drop_children(self, nodes: list[Node], olds: dict[str, dict[str, Any]]) -> None:
        """Parts that their parent does not list any more (an item taken off the agenda, a station removed)."""
        gone: dict[str, set[str]] = {}
        for node in nodes:
            old = olds.get(node.key)
            for name, embedded in SCHEMAS[node.oparl_type].embedded.items():
                if old and embedded.back:
                    before, after = set(old.get(name) or []), set(node.raw.get(name) or [])
                    gone.setdefault(embedded.oparl_type, set()).update(before - after)
        for oparl_type, keys in gone.items():
            pks = list(self.resolver.known(oparl_type, keys).values())
            self.take_away(oparl_type, pks, State.WITHDRAWN, DROPPED)

    def take_away(self, oparl_type: str, pks: list[int], state: State, reason: str) -> None:
        """Mark rows as gone, with everything that hangs on them alone."""
        if not pks:
            return
        model = SCHEMAS[oparl_type].model
        papers = chronicle.public_papers(pks) if oparl_type == "Paper" else {}
        chronicle.withdrawn(papers, reason, self.resolver)
        rows = model.objects.filter(pk__in=pks).exclude(state__in=[*GONE_STATES, State.STUB])
        rows.update(
            state=state,
            gone_at=self.resolver.now,
            gone_reason=reason,
            changed_at=self.resolver.now,
            missing_since=None,
            missing_runs=0,
        )
        self.touched.hidden[oparl_type].update(pks)
        if oparl_type in {"AgendaItem", "Consultation", "Membership"}:
            self.touched.written[oparl_type].update(pks)
        self._take_parts(oparl_type, pks, state, reason)

    def _take_parts(self, oparl_type: str, pks: list[int], state: State, reason: str) -> None:
        if oparl_type == "Paper":
            parts = Consultation.objects.filter(paper_id__in=pks)
            self.take_away("Consultation", list(parts.values_list("pk", flat=True)), state, reason)
            self._take_files(FileLink.objects.filter(paper_id__in=pks), state, reason)
        elif oparl_type == "Meeting":
            items = AgendaItem.objects.filter(meeting_id__in=pks)
            self.take_away("AgendaItem", list(items.values_list("pk", flat=True)), state, reason)
            self._take_files(FileLink.objects.filter(meeting_id__in=pks), state, reason)
        elif oparl_type == "AgendaItem":
            self._take_files(FileLink.objects.filter(agenda_item_id__in=pks), state, reason)

    def _take_files(self, links: Any, state: State, reason: str) -> None:
        """Files that hang nowhere else in public."""
        files = set(links.values_list("file_id", flat=True))
        public = FileLink.objects.filter(file_id__in=files).exclude(pk__in=links.values("pk"))
        kept = {
            link.file_id
            for link in public.select_related("paper", "meeting", "agenda_item")
            if any(owner and owner.is_public for owner in (link.paper, link.meeting, link.agenda_item))
        }
        present = File.objects.filter(pk__in=files - kept).values_list("pk", flat=True)
        self.take_away("File", list(present), state, reason)
