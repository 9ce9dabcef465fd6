"""Objects fetched alone: the same as in the list and where they are embedded, with their back references."""

from __future__ import annotations

from roterfaden.council.conformance import schema
from roterfaden.council.conformance.fetch import Json, is_error_object
from roterfaden.council.conformance.objects import inspect
from roterfaden.council.conformance.run import Run
from roterfaden.kit.json import canonical


def check_singles(run: Run) -> None:
    """The samples of all types."""
    for kind in schema.TYPES:
        listed = run.register.in_lists.get(kind)
        embedded = run.register.embedded.get(kind)
        chosen = dict.fromkeys([*(listed.objects if listed else ()), *(embedded.objects if embedded else ())])
        for number, key in enumerate(chosen):
            run.progress("single", number, len(chosen))
            check_single(
                run,
                kind,
                key,
                listed.objects.get(key) if listed else None,
                embedded.objects.get(key) if embedded else None,
            )


def check_single(run: Run, kind: str, key: str, listed: Json | None, embedded: Json | None) -> None:
    """One object: ask for it and compare."""
    alone = fetch_alone(run, kind, key)
    if alone is None:
        return
    if canonical(alone) not in [canonical(known) for known in (listed, embedded) if known is not None]:
        inspect(run, alone, kind, key)
    check_parent(run, kind, key, alone)
    if listed is not None:
        compare(run, "list-single-differ", kind, key, listed, alone)
    if embedded is not None:
        compare_embedded(run, kind, key, embedded, alone)


def fetch_alone(run: Run, kind: str, key: str) -> Json | None:
    """The object under its id, or None and a finding."""
    reply = run.client.read(key)
    if reply.failed:
        return None
    if reply.status == 200 and is_error_object(reply.value):
        run.add("error-200", key)
        return None
    if reply.final and reply.final != key:
        run.add("redirect", key, kind, reply.final)
    alone = reply.object
    if alone is None:
        run.add("link-dangling", key, kind, f"HTTP {reply.status}")
        return None
    if alone.get("id") != key:
        run.add("id-differs", key, kind, str(alone.get("id")))
        return None
    return alone


def check_parent(run: Run, kind: str, key: str, alone: Json) -> None:
    """The back reference that an object alone must have (section 3.1)."""
    parent = schema.PARENT.get(kind)
    if parent and parent not in alone:
        run.add("backref-missing", key, f"{kind}.{parent}")
    possible = schema.PARENTS.get(kind, ())
    if possible and not any(field in alone for field in possible) and not isinstance(alone.get("masterFile"), str):
        run.add("backref-missing", key, kind)


def compare(run: Run, code: str, kind: str, key: str, one: Json, other: Json) -> None:
    """Every field the same on both sides."""
    for field in sorted(one.keys() | other.keys()):
        if canonical(one.get(field)) != canonical(other.get(field)):
            run.add(code, key, f"{kind}.{field}")


def compare_embedded(run: Run, kind: str, key: str, embedded: Json, alone: Json) -> None:
    """What is embedded must be there alone too; only back references may be more."""
    known = schema.fields(kind, run.version)
    for field in sorted(embedded.keys() | alone.keys()):
        is_back = field in known and known[field].alone
        if is_back and field not in embedded:
            continue
        if canonical(embedded.get(field)) != canonical(alone.get(field)):
            run.add("embedded-differs", key, f"{kind}.{field}")
