"""Who follows a district or a topic hears of what happens to things there: what the things themselves say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from roterfaden.kit.things import Ref, things
from roterfaden.notices.registry import widen
from roterfaden.places.things import of_slugs
from roterfaden.threads.models import Topic


def places_and_topics(refs: Sequence[Ref]) -> Mapping[Ref, Iterable[Ref]]:
    """The districts and topics of public things: their loads, and two statements for any number of them."""
    found = {ref: thing for ref, thing in things(refs).items() if ref.kind not in ("district", "topic")}
    districts = of_slugs([slug for thing in found.values() for slug in thing.districts])
    topics = _topics([slug for thing in found.values() for slug in thing.topics])
    return {
        ref: [
            *(districts[slug] for slug in thing.districts if slug in districts),
            *(topics[slug] for slug in thing.topics if slug in topics),
        ]
        for ref, thing in found.items()
    }


def _topics(slugs: Sequence[str]) -> dict[str, Ref]:
    rows = Topic.objects.filter(slug__in=set(slugs)).values_list("slug", "pk") if slugs else ()
    return {slug: Ref("topic", str(pk)) for slug, pk in rows}


def register_widening() -> None:
    """Tell notices."""
    widen(places_and_topics)
