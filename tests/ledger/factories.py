"""Things, facts and ledgers for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from roterfaden.kit.things import Kind, Ref, Thing
from roterfaden.ledger.actions import Fact, Personal, record, record_many
from roterfaden.ledger.models import Entry, Head
from roterfaden.ledger.registry import EntryType
from roterfaden.ledger.sequencing import sequence
from roterfaden.ledger.signing import sign_head

KIND = "probe"
CHANGED = EntryType(
    "probe.changed", "Probe geändert", lambda content: f"Geändert wurde {content['title']}.", "mit dem Konto"
)
ANNA = Ref("person", "3")
#: Keys of probes that everybody may see.
public: set[str] = set()


def load(keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
    """Public probes."""
    return {key: Thing(Ref(KIND, key), f"Probe {key}", f"/probe/{key}", "Probe") for key in keys if key in public}


PROBE = Kind(KIND, "Probe", "Proben", load)


def make_thing(key: str = "1") -> Ref:
    """A public thing."""
    public.add(key)
    return Ref(KIND, key)


def make_fact(key: str = "1", title: str = "Titel", personal: tuple[Personal, ...] = ()) -> Fact:
    """Something that happened to a public thing."""
    return Fact(make_thing(key), {"title": title}, personal)


def make_entry(key: str = "1", title: str = "Titel", personal: Sequence[Personal] = ()) -> Entry:
    """One numbered entry about a public thing."""
    record(CHANGED.key, make_thing(key), {"title": title}, personal)
    sequence()
    return Entry.objects.latest("number")


def make_entries(count: int) -> list[Entry]:
    """Some numbered entries about one public thing, and one personal fact in each third."""
    by_anna = Personal("author", "Anna Muster", ANNA)
    record_many(
        CHANGED.key,
        [make_fact(title=f"Fassung {number}", personal=() if number % 3 else (by_anna,)) for number in range(count)],
    )
    sequence()
    return list(Entry.objects.order_by("-number")[:count])[::-1]


def make_head() -> Head:
    """Today's signed head."""
    head = sign_head()
    assert head is not None
    return head
