"""Comments and questions as public things. What stands on something that is not public is not public itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.kinds import COMMENT, QUESTION, path_of
from roterfaden.contributions.models import Contribution
from roterfaden.kit.things import Kind, Ref, Thing, keys_as_numbers, kinds, register
from roterfaden.kit.things import things as load_things

#: Letters of the text that stand for a title.
HEADING = 80


def register_things() -> None:
    """Tell the registry."""
    for key, label, plural in (
        (COMMENT, _("Kommentar"), _("Kommentare")),
        (QUESTION, _("Frage"), _("Fragen")),
    ):
        if key not in kinds:
            register(Kind(key, label, plural, loader(key), texts=texts_of(key), stage="participation"))


def shown(kind: str, keys: Sequence[str]) -> list[Contribution]:
    """Public ones on public things."""
    rows = list(Contribution.objects.visible_to().filter(kind=kind, pk__in=keys_as_numbers(keys)))
    public = load_things({row.on for row in rows})
    return [row for row in rows if row.on in public]


def loader(kind: str) -> Any:
    """Loads a kind: one query, and those of the things that they stand on."""

    def load(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
        return {str(row.pk): thing_of(row) for row in shown(kind, keys)}

    return load


def texts_of(kind: str) -> Any:
    """What was said, for suggestions of threads."""

    def texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        return {str(row.pk): [row.title, row.text] for row in shown(kind, keys)}

    return texts


def thing_of(row: Contribution) -> Thing:
    """A comment or question as other rooms show it."""
    return Thing(
        Ref(row.kind, str(row.pk)),
        heading_of(row),
        path_of(row),
        kinds[row.kind].label,
        summary=Truncator(row.text).chars(200),
        date=localtime(row.published_at).date() if row.published_at else None,
        state=str(_("beantwortet")) if row.answered_at else "",
        sample=row.sample_data,
    )


def heading_of(row: Contribution) -> str:
    """A title, or the beginning of the text."""
    return row.title or Truncator(" ".join(row.text.split())).chars(HEADING)
