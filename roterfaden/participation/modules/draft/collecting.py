"""What people say here about texts that other rooms own (see `kit.documents`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from roterfaden.kit.documents import Said
from roterfaden.kit.things import Ref
from roterfaden.participation.modules.draft.addresses import draft_address, passage_address
from roterfaden.participation.modules.draft.models import Draft
from roterfaden.participation.modules.draft.reading import NOTHING, newest, voices_of


class Collector:
    """Finds the draft that was taken from a text."""

    def url(self, ref: Ref) -> str:
        """The reading view of the newest public draft of that text; empty: there is none."""
        draft = _draft(ref)
        return draft_address(draft) if draft else ""

    def said(self, ref: Ref, anchors: Sequence[str]) -> Mapping[str, Said]:
        """What was said about the paragraphs that the newest version took over: five queries."""
        draft = _draft(ref)
        version = newest(draft) if draft else None
        if draft is None or version is None:
            return {}
        wanted = set(anchors)
        names = {part.source: part.anchor for part in version.parts if part.source in wanted}
        voices = voices_of(draft)
        label = _("Sagen Sie etwas dazu")
        return {
            source: Said(voices.get(name, NOTHING).total, passage_address(draft, name), label)
            for source, name in names.items()
        }


def _draft(ref: Ref) -> Draft | None:
    rows = Draft.objects.visible_to().filter(source_kind=ref.kind, source_key=ref.key).select_related("phase__process")
    found: Draft | None = rows.order_by("-pk").first()
    return found


COLLECTOR = Collector()
