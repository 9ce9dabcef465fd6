"""Does a list stay the same whichever way it is read: again, in smaller pages, by its own links (section 2.5)?"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from roterfaden.council.conformance.lists import Walk, read_page, walk
from roterfaden.council.conformance.run import Run

SMALL = 3
SMALL_PAGES = 3


def with_query(url: str, **parameters: str) -> str:
    """The address with further query parameters, percent-encoded."""
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in parameters]
    return urlunsplit(parts._replace(query=urlencode([*query, *parameters.items()])))


def has_query(url: str, **parameters: str) -> bool:
    """Whether the address carries the parameters with these values."""
    found = dict(parse_qsl(urlsplit(url).query))
    return all(found.get(key) == value for key, value in parameters.items())


def check_paging(run: Run, result: Walk) -> None:
    """All checks of a list that was read before."""
    if result.first is None:
        return
    check_again(run, result)
    check_links(run, result)
    if len(result.ids) > SMALL:
        check_small_pages(run, result)


def check_again(run: Run, result: Walk) -> None:
    """The first page, asked once more, has the same ids in the same order."""
    page = read_page(run, result.url)
    if page is None or result.first is None:
        return
    if page.ids != result.ids[: len(page.ids)]:
        run.add("order-unstable", result.url, result.kind)


def check_links(run: Run, result: Walk) -> None:
    """`first` and `self` of the first page lead to the same objects; `last` leads to the end."""
    page = result.first
    if page is None:
        return
    for key in ("first", "self"):
        target = page.links.get(key)
        if isinstance(target, str) and target != result.url:
            found = read_page(run, target)
            if found is None or page.ids != found.ids:
                run.add("link-wrong", result.url, f"links.{key}", target)
    check_last(run, result, page.links.get("last"))


def check_last(run: Run, result: Walk, target: object) -> None:
    """`last` leads to the page on which the list ends."""
    if isinstance(target, str) and result.complete:
        found = read_page(run, target)
        if found is None or found.next or (result.ids and result.ids[-1] not in found.ids):
            run.add("link-wrong", result.url, "links.last", target)


def check_small_pages(run: Run, result: Walk) -> None:
    """The beginning in pages of three: nothing lost, nothing twice, same order, `limit` kept."""
    url = with_query(result.url, limit=str(SMALL))
    small = walk(run, url, result.kind, check=False, pages=SMALL_PAGES, step="limit")
    if small.first is None:
        return
    if len(small.first.objects) > SMALL:
        run.add("limit-exceeded", url, result.kind, str(len(small.first.objects)))
    if small.first.next and not has_query(small.first.next, limit=str(SMALL)) and _is_longer(run, small):
        run.add("limit-lost", url, result.kind)
    compare(run, result, small)


def _is_longer(run: Run, small: Walk) -> bool:
    """Whether the second page forgot the limit: an opaque `next` may keep it without showing it."""
    page = read_page(run, small.first.next) if small.first else None
    return page is not None and len(page.objects) > SMALL


def compare(run: Run, result: Walk, small: Walk) -> None:
    """Two readings of the same beginning."""
    whole, part = result.ids, small.ids if result.complete else small.ids[: len(result.ids)]
    if len(set(part)) < len(part):
        run.add("page-repeats", small.url, result.kind)
    unknown = set(part) - set(whole) if result.complete else set()
    skipped = set(whole[: whole.index(part[-1])]) - set(part) if part and part[-1] in whole else set()
    if unknown or (skipped and part == [key for key in whole if key in set(part)]):
        run.add("page-loses", small.url, result.kind, ", ".join(sorted(unknown | skipped)[:3]))
    elif part != whole[: len(part)]:
        run.add("order-unstable", small.url, result.kind)
