"""What somebody is about to hand in as an idea, checked and cleaned; the same for page, paper and demonstration."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Channel, Contribution
from roterfaden.contributions.texts import line_of, text_of
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.models import Idea
from roterfaden.participation.modules.ideas.models.idea import LONGEST_PLACE
from roterfaden.participation.modules.ideas.settings import MUST_PLACE, NO_PLACE, IdeaSettings
from roterfaden.places.models import District

LONGEST_TITLE, LONGEST_TEXT = 120, 3_000
NO_TITLE = gettext_lazy("Bitte sagen Sie in wenigen Worten, worum es geht.")
NO_TEXT = gettext_lazy("Bitte beschreiben Sie Ihre Idee. Ein Satz genügt.")
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


@dataclass(frozen=True)
class IdeaDraft:
    """An idea before it exists. `category` is a key of the settings; `district` a primary key."""

    title: str
    text: str
    category: str = ""
    place: str = ""
    district: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    language: str = "de"

    def cleaned(self, found: IdeaSettings) -> IdeaDraft:
        """Harmless and complete; ValidationError by field says what is missing."""
        errors: dict[str, Any] = {}
        values: dict[str, Any] = {
            "title": _cleaned(errors, "title", lambda: line_of(self.title, LONGEST_TITLE)),
            "text": _cleaned(errors, "text", lambda: text_of(self.text, LONGEST_TEXT)),
            "place": _cleaned(errors, "place", lambda: line_of(self.place, LONGEST_PLACE)),
        }
        if not values["title"]:
            errors.setdefault("title", NO_TITLE)
        if not values["text"]:
            errors.setdefault("text", NO_TEXT)
        errors |= self._wrong_choices(found, values["place"])
        if errors:
            raise ValidationError(errors)
        return IdeaDraft(**values, **self._rest(found))

    def _rest(self, found: IdeaSettings) -> dict[str, Any]:
        nowhere = {"district": None, "latitude": None, "longitude": None, "place": ""}
        kept = {name: getattr(self, name) for name in ("category", "district", "latitude", "longitude", "language")}
        return kept if found.place != NO_PLACE else kept | {k: v for k, v in nowhere.items() if k in kept}

    def _wrong_choices(self, found: IdeaSettings, place: str) -> dict[str, str]:
        errors = {}
        if found.categories and found.category(self.category) is None:
            errors["category"] = _("Bitte wählen Sie eine Kategorie.")
        if not found.categories and self.category:
            errors["category"] = _("Diese Kategorie gibt es hier nicht.")
        if LINK.search(place):
            errors["place"] = _("Bitte nennen Sie den Ort in Worten, ohne Adresse im Web.")
        if found.place == MUST_PLACE and not (place or self.district):
            errors["place"] = _("Bitte sagen Sie, wo: eine Straße, ein Platz oder ein Stadtbezirk genügt.")
        for name, most in (("latitude", 90), ("longitude", 180)):
            value = getattr(self, name)
            if value is not None and not abs(value) <= most:
                errors["place"] = _("Diesen Ort gibt es nicht.")
        if (self.latitude is None) != (self.longitude is None):
            errors["place"] = _("Breite und Länge gehören zusammen.")
        return errors

    def words(self, process: Process, channel: Channel = Channel.ONLINE, **more: Any) -> Words:
        """The contribution."""
        return Words(
            "idea",
            process.ref,
            process.ref,
            self.text,
            title=self.title,
            language=self.language,
            channel=channel,
            sample=process.sample_data,
            **more,
        )

    def beside(self, process: Process, images: tuple[int, ...] = ()) -> Callable[[Contribution], None]:
        """What writes the idea's own row, in the transaction of the contribution (`submit(also=…)`)."""

        def write(contribution: Contribution) -> None:
            idea = Idea.objects.create(
                contribution=contribution,
                process=process,
                category=self.category,
                place=self.place,
                district_id=self.district if self.district in _districts(self.district) else None,
                latitude=self.latitude,
                longitude=self.longitude,
            )
            if images:
                from roterfaden.participation.modules.ideas.models import Image

                Image.objects.filter(pk__in=images, idea=None).update(idea=idea)

        return write


def _districts(pk: int | None) -> list[int]:
    return list(District.objects.filter(pk=pk).values_list("pk", flat=True)) if pk else []


def _cleaned(errors: dict[str, Any], name: str, clean: Callable[[], str]) -> str:
    try:
        return clean()
    except ValidationError as error:
        errors[name] = error
        return ""
