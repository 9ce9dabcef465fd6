"""Do the filters filter, lose nothing, and last until the final page (section 2.5)?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from roterfaden.council.conformance.lists import Walk, read_page, walk
from roterfaden.council.conformance.objects import inspect
from roterfaden.council.conformance.paging import SMALL, has_query, with_query
from roterfaden.council.conformance.run import Run

ZONE = ZoneInfo("Europe/Berlin")
PAGES = 4
FILTERS = ("created_since", "created_until", "modified_since", "modified_until")


@dataclass(frozen=True)
class Trial:
    """One filtered reading: the parameters and the ids that must come, may come (exactly at the edge), nothing else."""

    code: str
    parameters: dict[str, str]
    must: frozenset[str]
    may: frozenset[str]


def stamp(moment: datetime) -> str:
    """A moment as a filter takes it: local time with offset."""
    return moment.astimezone(ZONE).isoformat()


def check_filters(run: Run, result: Walk) -> None:
    """All filters on one list."""
    if not result.ids or not result.complete:
        return
    for name in FILTERS:
        for trial in trials(result, name):
            perform(run, result, trial)
    perform_combined(run, result)
    if run.version >= "1.1":
        check_omit_internal(run, result)


def times_of(result: Walk, name: str) -> list[tuple[str, datetime]]:
    """The ids with the time that the filter `name` looks at."""
    times = result.created if name.startswith("created") else result.modified
    return [(key, time) for key, time in zip(result.ids, times, strict=True) if time is not None]


def trials(result: Walk, name: str) -> list[Trial]:
    """A trial in the middle of the data, and one beyond all of it that must give nothing."""
    known = times_of(result, name)
    if len(known) < len(result.ids) or not known:
        return []
    ordered = sorted(time for _, time in known)
    since = name.endswith("since")
    share = 0.9 if since else 0.1
    middle = ordered[int(len(ordered) * share) if since else max(0, int(len(ordered) * share))]
    beyond = ordered[-1] + timedelta(days=1) if since else ordered[0] - timedelta(days=1)
    return [trial(name, known, middle), trial(name, known, beyond)]


def trial(name: str, known: Sequence[tuple[str, datetime]], edge: datetime) -> Trial:
    """What must and may come with one filter."""
    since = name.endswith("since")
    must = frozenset(key for key, time in known if (time > edge if since else time < edge))
    may = frozenset(key for key, time in known if _near(time, edge))
    return Trial("filter-" + name.replace("_", "-"), {name: stamp(edge)}, must - may, may)


def _near(time: datetime, edge: datetime) -> bool:
    """Whether a time is at the edge: inclusive or not is not laid down, and servers cut fractions of seconds."""
    return abs((time - edge).total_seconds()) < 1


def perform(run: Run, result: Walk, trial: Trial) -> None:
    """Read with the filter and compare."""
    url = with_query(result.url, **trial.parameters)
    found = walk(run, url, result.kind, check=False, pages=0 if run.options.full else PAGES, step="filter")
    if found.first is None:
        return
    check_kept(run, found, trial)
    judge(run, result, found, trial)
    if "modified_since" in trial.parameters:
        check_deleted(run, found)
    elif found.deleted:
        run.add("deleted-listed", url, result.kind)


def judge(run: Run, result: Walk, found: Walk, trial: Trial) -> None:
    """Objects too many, objects too few."""
    strangers = set(found.ids) - trial.must - trial.may
    lost = trial.must - set(found.ids)
    if strangers & set(result.ids):
        run.add(trial.code, found.url, result.kind, ", ".join(sorted(strangers)[:3]))
    elif lost and found.complete:
        run.add("filter-loses", found.url, result.kind, ", ".join(sorted(lost)[:3]))


def check_kept(run: Run, found: Walk, trial: Trial) -> None:
    """The filter is still there on the next page. An opaque `next` may hide it: then the objects tell."""
    if found.first and found.first.next and not has_query(found.first.next, **trial.parameters):
        page = read_page(run, found.first.next)
        if page and set(page.ids) - trial.must - trial.may:
            run.add("filter-lost", found.url, found.kind, found.first.next)


def perform_combined(run: Run, result: Walk) -> None:
    """A window in the middle, in pages of three: both ends count, and both last."""
    known = times_of(result, "modified_since")
    ordered = sorted(time for _, time in known)
    if len(known) < len(result.ids) or len(set(ordered)) < 3:
        return
    low, high = ordered[len(ordered) // 3], ordered[2 * len(ordered) // 3]
    lower, upper = trial("modified_since", known, low), trial("modified_until", known, high)
    may = (lower.may | upper.may) - frozenset()
    parameters = {**lower.parameters, **upper.parameters, "limit": str(SMALL)}
    both = Trial("filter-combined", parameters, (lower.must & upper.must) - may, may)
    url = with_query(result.url, **parameters)
    found = walk(run, url, result.kind, check=False, pages=PAGES, step="filter")
    if found.first is not None:
        check_kept(run, found, both)
        judge(run, result, found, both)


def check_deleted(run: Run, found: Walk) -> None:
    """Deleted objects keep their mandatory fields and stay under their id (section 2.8)."""
    pages = [found.first] if found.first else []
    for page in pages:
        for value in page.objects:
            if value.get("deleted") is True:
                inspect(run, value, found.kind, page.url)
    for key in found.deleted[: run.options.sample]:
        reply = run.client.read(key)
        if reply.status != 200 and reply.status < 500:
            run.add("deleted-status", key, found.kind, f"HTTP {reply.status}")


def check_omit_internal(run: Run, result: Walk) -> None:
    """With omit_internal=true no object of the page embeds a list that it embedded before."""
    before = _embedded_lists(result)
    if not before:
        return
    url = with_query(result.url, omit_internal="true")
    page = read_page(run, url)
    left = {key for value in page.objects for key in before if value.get(key)} if page else set()
    if left:
        run.add("omit-internal", url, result.kind, ", ".join(sorted(left)))


def _embedded_lists(result: Walk) -> set[str]:
    """Fields of the first page that embed objects (mandatory ones may stay)."""
    found: set[str] = set()
    for value in result.first.objects if result.first else []:
        for key, item in value.items():
            if ":" not in key and isinstance(item, list) and any(isinstance(child, dict) for child in item):
                found.add(key)
    return found - {"legislativeTerm"}
