"""An author changes an idea as a whole, under the rules of words: for fifteen minutes, with a history all can read."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.actions import edit
from roterfaden.participation.modules.ideas.drafts import IdeaDraft
from roterfaden.participation.modules.ideas.images.keeping import drop
from roterfaden.participation.modules.ideas.listeners import changed
from roterfaden.participation.modules.ideas.models import Idea, Image
from roterfaden.participation.modules.ideas.settings import IdeaSettings

PLACED = ("category", "place", "latitude", "longitude")


def change(
    person: Person, idea: Idea, draft: IdeaDraft, found: IdeaSettings, new: Sequence[Image], gone: Sequence[Image]
) -> None:
    """Words, category, place and pictures become those of the draft; what stood there stays in the history.

    Raises contributions.actions.NotAllowed for a stranger, and when the time is over; then nothing is changed.
    """
    with transaction.atomic():
        edit(person, idea.contribution, draft.text, draft.title, beside=_before(idea, draft, found, new, gone))
        for name in PLACED:
            setattr(idea, name, getattr(draft, name))
        idea.district_id = draft.district
        idea.save(update_fields=[*PLACED, "district"])
        drop(image for image in gone if image.idea_id == idea.pk)
        Image.objects.filter(pk__in=[image.pk for image in new], idea=None).update(idea=idea)
        if idea.contribution.is_public:
            changed(idea.pk)


def _before(idea: Idea, draft: IdeaDraft, found: IdeaSettings, new: Sequence[Image], gone: Sequence[Image]) -> str:
    """What stood beside the words and changes, in words; empty where nothing of it changes."""
    lines = []
    if idea.category != draft.category:
        old = found.category(idea.category)
        lines.append(_("Kategorie: {name}").format(name=old.label if old else _("keine")))
    if (idea.place, idea.district_id) != (draft.place, draft.district):
        where = ", ".join(part for part in (idea.place, idea.district.name if idea.district else "") if part)
        lines.append(_("Ort: {name}").format(name=where or _("keiner")))
    elif (idea.latitude, idea.longitude) != (draft.latitude, draft.longitude):
        lines.append(_("Der Punkt auf der Karte lag anders."))
    lines += [_("Bild: {name}").format(name=image.alt) for image in gone]
    if new and not gone:
        lines.append(_("Ohne das neue Bild."))
    return "\n".join(lines)
