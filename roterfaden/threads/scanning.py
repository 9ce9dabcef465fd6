"""Reads the texts that wait, and suggests stations where they name what threads are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from django.db import transaction
from django.db.models import Q

from roterfaden.kit.things import Ref, kinds, things
from roterfaden.threads.actions.suggestions import scan_later
from roterfaden.threads.models import PendingScan, State, Station, Suggestion, Thread
from roterfaden.threads.rereading import texts_naming
from roterfaden.threads.suggesting import (
    LONGEST_TEXT,
    MOST_MENTIONS,
    Finder,
    Mention,
    Places,
    Quote,
    finders,
    quote,
)

#: Things whose texts are read in one go.
BATCH = 50
#: A thing in more threads than this says little about any of them.
MOST_THREADS = 20
GOING_ON = (State.DRAFT, State.PUBLIC, State.CLOSED)


@dataclass(frozen=True)
class Find:
    """A thing that a text names, and where."""

    source: Ref
    ref: Ref
    quote: Quote
    match: str


def is_work_waiting() -> bool:
    """Whether texts wait."""
    return PendingScan.objects.exists()


def work(seconds: float = 20) -> int:
    """Read what waits, for a while; says how many things were read."""
    end, done = monotonic() + seconds, 0
    while number := scan_batch():
        done += number
        if monotonic() > end:
            break
    return done


def scan_batch(size: int = BATCH) -> int:
    """Read the texts of some things that wait. Killed in between, they are read again: suggestions are made once."""
    rows = list(PendingScan.objects.order_by("pk")[:size])
    if not rows:
        return 0
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.key)
    texts = {
        Ref(kind, key): found
        for kind, keys in by_kind.items()
        if kind in kinds
        for key, found in kinds[kind].texts(keys).items()
    }
    made = suggestions_from(texts)
    again = texts_naming(int(key) for key in by_kind.get("thread", ()) if key.isdigit())
    with transaction.atomic():
        Suggestion.objects.bulk_create(made, ignore_conflicts=True)
        for ref in again - texts.keys():
            scan_later(ref.kind, [ref.key])
        for row in rows:  # one that was queued again meanwhile has another token, and stays
            PendingScan.objects.filter(pk=row.pk, token=row.token).delete()
    return len(rows)


def suggestions_from(texts: Mapping[Ref, Sequence[str]]) -> list[Suggestion]:
    """What these texts suggest, not saved yet; a few queries for any number of texts."""
    found = list(_finds(texts))
    if not found:
        return []
    threads = _threads_with({find.ref for find in found if find.ref.kind != "thread"})
    wanted: dict[tuple[int, Ref], Suggestion] = {}
    for find in found:
        for pk, ref in _belongs(find, threads):
            wanted.setdefault((pk, ref), _suggestion(pk, ref, find))
    return list(_new_ones(wanted))


def _belongs(find: Find, threads: Mapping[Ref, Sequence[int]]) -> Iterator[tuple[int, Ref]]:
    """Which thread could have which station, because one thing names another."""
    source, ref = find.source, find.ref
    if source.kind == "thread" and ref.kind != "thread":
        yield int(source.key), ref  # a thread's own text names a thing
    if ref.kind == "thread":
        if source != ref:
            yield int(ref.key), source
        return
    for pk in threads.get(ref, ()):
        if Ref("thread", str(pk)) != source and ref != source:
            yield pk, source


def _suggestion(pk: int, ref: Ref, find: Find) -> Suggestion:
    return Suggestion(
        thread_id=pk,
        kind=ref.kind,
        key=ref.key,
        match=find.match,
        found=find.quote.found,
        before=find.quote.before,
        after=find.quote.after,
        found_kind=find.source.kind,
        found_key=find.source.key,
    )


def _new_ones(wanted: Mapping[tuple[int, Ref], Suggestion]) -> Iterator[Suggestion]:
    """Without threads that have ended, things that are no more public, and stations that are there already."""
    keys = {pk for pk, _ref in wanted}
    going_on = set(Thread.objects.filter(pk__in=keys, state__in=GOING_ON).values_list("pk", flat=True))
    public = things({ref for _pk, ref in wanted})
    there = set(Station.objects.filter(thread__in=keys).exclude(kind="").values_list("thread_id", "kind", "key"))
    for (pk, ref), suggestion in wanted.items():
        if pk in going_on and ref in public and (pk, ref.kind, ref.key) not in there:
            yield suggestion


def _threads_with(refs: Iterable[Ref]) -> Mapping[Ref, Sequence[int]]:
    """The threads with stations at these things: one query."""
    by_kind: defaultdict[str, set[str]] = defaultdict(set)
    for ref in refs:
        by_kind[ref.kind].add(ref.key)
    where = Q(pk__in=[])
    for kind, keys in by_kind.items():
        where |= Q(kind=kind, key__in=keys)
    found: defaultdict[Ref, list[int]] = defaultdict(list)
    if not by_kind:
        return found
    rows = Station.objects.filter(where, thread__state__in=GOING_ON).order_by("-pk")
    for row in rows.values_list("kind", "key", "thread_id"):
        ref = Ref(row[0], row[1])
        if row[2] not in found[ref] and len(found[ref]) < MOST_THREADS:
            found[ref].append(row[2])
    return found


def _finds(texts: Mapping[Ref, Sequence[str]]) -> Iterator[Find]:
    """Everything that the texts name; numbers are resolved for all texts at once."""
    places = Finder("places", Places.load().find, match=Suggestion.Match.PLACE)
    for finder in (*finders(), places):
        spots = [
            (ref, text[:LONGEST_TEXT], mention)
            for ref, parts in texts.items()
            for text in parts
            for mention in finder.find(text[:LONGEST_TEXT])[:MOST_MENTIONS]
        ]
        known = finder.resolve(sorted({mention.number for _ref, _text, mention in spots if mention.number}))
        for source, text, mention in spots:
            for ref in _meant(mention, known):
                yield Find(source, ref, quote(text, mention.start, mention.end), str(finder.match))


def _meant(mention: Mention, known: Mapping[str, Sequence[Ref]]) -> Sequence[Ref]:
    return [mention.ref] if mention.ref is not None else known.get(mention.number, ())
