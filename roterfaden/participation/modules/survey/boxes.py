"""Answers as they are sealed, and as the evaluation reads them again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from roterfaden.accounts.models import Person
from roterfaden.methods.sealing import NotOurs, seal, unseal
from roterfaden.participation.modules.survey.models import Survey, Way


@dataclass(frozen=True)
class Answers:
    """What one sealed answer says. `district` and `age` only where the survey counts by them and they are known."""

    values: Mapping[str, Any]
    district: str = ""
    age: str = ""
    way: str = Way.ONLINE.value


def closed(survey: Survey, values: Mapping[str, Any], person: Person | None = None, way: Way = Way.ONLINE) -> bytes:
    """A sealed answer. Nothing in it names the person."""
    told = {
        "values": dict(values),
        "district": person.district if person and survey.by_district else "",
        "age": person.age_band if person and survey.by_age else "",
        "way": way.value,
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return seal(bytes(survey.public_key), text.encode(), purpose(survey))


def opened(survey: Survey, private: X25519PrivateKey, box: bytes) -> Answers | None:
    """What is in it; None where it does not belong to this survey or was changed."""
    try:
        told = json.loads(unseal(private, box, purpose(survey)))
        return Answers(dict(told["values"]), str(told["district"]), str(told["age"]), str(told["way"]))
    except (NotOurs, ValueError, KeyError, TypeError):
        return None


def purpose(survey: Survey) -> bytes:
    """A box of one survey opens in no other."""
    return b"survey " + survey.uid.bytes
