"""What of drafts can be found: the newest version of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override

from roterfaden.participation.modules.draft.addresses import draft_address
from roterfaden.participation.modules.draft.models import Draft
from roterfaden.participation.modules.draft.things import newest_versions
from roterfaden.search.registry import Document, Searchable, hang_on, register, searchables


def drafts(keys: Sequence[int]) -> Iterable[Document]:
    """Drafts with their text: one query."""
    with override("de"):
        for version in newest_versions(keys):
            draft = version.draft
            body = "\n".join([draft.intro, *(part.text for part in version.parts)])
            context = _("Entwurf in der Beteiligung „{title}“").format(title=draft.phase.process.title)
            day = localtime(version.published_at).date()
            facets = (("year", str(day.year)),)
            yield Document("draft", draft.pk, draft_address(draft), draft.title, (), body, context, day, facets)


def belonging(kind: str, keys: Sequence[int]) -> Mapping[str, Iterable[int]]:
    """What of this module follows when processes are published, hidden, closed."""
    if kind != "process":
        return {}
    return {"draft": Draft.objects.filter(phase__process__in=keys).values_list("pk", flat=True)}


def register_search() -> None:
    """Tell search; called once, when the app is ready."""
    if "draft" not in searchables:
        register(Searchable("draft", _lazy("Entwurf"), _lazy("Entwürfe"), Draft.objects.visible_to, drafts, 1.3))
    hang_on(belonging)
