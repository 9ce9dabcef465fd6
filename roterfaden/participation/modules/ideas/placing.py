"""Where an idea lies, from what somebody typed: a street or a part of town tells its district."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roterfaden.participation.modules.ideas.drafts import IdeaDraft
from roterfaden.places.finder import find
from roterfaden.places.models import District


def placed(draft: IdeaDraft, districts: Sequence[District]) -> IdeaDraft:
    """With the district that the place names, where nobody chose one and there is no doubt: two statements at most."""
    if draft.district or not draft.place:
        return draft
    for part in (draft.place, *re.split(r"[,;(/]| an der Ecke | Ecke ", draft.place)[:3]):
        only = find(part, districts).only if len(part.strip()) > 2 else None
        if only is not None:
            return replace(draft, district=only.pk)
    return draft
