"""References to other things, and what all things have. Nothing here sends a statement of its own."""

from __future__ import annotations

from typing import Any

from roterfaden.council.api import schemas as out
from roterfaden.council.models import Paper
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.models.result import ResultFields
from roterfaden.council.oparl.ids import object_url, page_url


def ref(thing: Any) -> out.Ref | None:
    """Another thing, if it is public."""
    if thing is None or not thing.is_public:
        return None
    return out.Ref(id=thing.pk, type=thing.oparl_type, name=title(thing), url=page_url(thing))


def refs(things: Any) -> list[out.Ref]:
    """Those that are public."""
    return [found for thing in things if (found := ref(thing)) is not None]


def title(thing: CouncilObject) -> str:
    """What to call it: a paper by its number and title."""
    name = str(getattr(thing, "name", "") or "")
    return f"{thing.reference}: {name}" if isinstance(thing, Paper) and thing.reference else name


def common(thing: CouncilObject) -> dict[str, Any]:
    """What all things have."""
    url = object_url(thing.oparl_type, thing.pk)
    return {"id": thing.pk, "url": page_url(thing), "oparl": url, "modified": thing.changed_at}


def result(thing: ResultFields, text: str, groups: Any = ()) -> out.Result:
    """A conclusion."""
    counted = thing.has_votes or groups
    return out.Result(
        text=text,
        outcome=thing.outcome,
        basis=thing.outcome_basis,
        quote=thing.quote,
        confidence=thing.confidence,
        votes=votes(thing, groups) if counted else None,
    )


def votes(thing: ResultFields, groups: Any) -> out.Votes:
    """A count."""
    named = [out.GroupVotes(name=row.name, yes=row.yes, no=row.no, abstentions=row.abstentions) for row in groups]
    return out.Votes(yes=thing.yes, no=thing.no, abstentions=thing.abstentions, unanimous=thing.unanimous, groups=named)


def body_name(thing: Any) -> str | None:
    """The name of the body that it belongs to."""
    return thing.body.name if thing.body is not None and thing.body.is_public else None
