"""How texts name papers and meetings: by the number, or by the address on the portal. For suggestions to threads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from roterfaden.council.addresses import BY_ID
from roterfaden.council.models import Paper
from roterfaden.council.numbers import find_numbers, parse_number
from roterfaden.kit.things import Ref
from roterfaden.threads.models import Suggestion
from roterfaden.threads.suggesting import Mention, register_finder

ADDRESS = re.compile(
    r"/rat/(?:(?P<body>[a-zA-Z0-9_-]{1,100})/)?drucksachen/(?P<slug>[A-Za-z0-9][A-Za-z0-9_-]{0,118})(?![A-Za-z0-9_/-])"
)
MEETING = re.compile(r"/rat/sitzungen/(?P<key>[0-9]{1,18})(?![0-9A-Za-z])")
CHUNK = 500
#: A number that stands for more papers than this says little.
MOST = 3
Row = tuple[int, str, str, bool]


def register_finders() -> None:
    """Tell the suggestions; called once, when the app is ready."""
    register_finder("papers", find, resolve)
    register_finder("council addresses", find_addresses, resolve_addresses, Suggestion.Match.ADDRESS)


def find(text: str) -> list[Mention]:
    """The numbers in a text. Whether there is such a paper is seen by `resolve`."""
    return [Mention(one.start, one.end, number=one.number.label) for one in find_numbers(text, bare=True)]


def resolve(numbers: Sequence[str]) -> Mapping[str, Sequence[Ref]]:
    """The public papers with these numbers, in whatever spelling: one statement for each few hundred."""
    slugs: dict[str, list[str]] = {}
    for text in numbers:
        number = parse_number(text)
        slugs[text] = [spelled.slug for spelled in number.spellings] if number is not None else []
    rows = _rows(slug for found in slugs.values() for slug in found)
    return {text: _refs([row for slug in dict.fromkeys(found) for row in rows[slug]]) for text, found in slugs.items()}


def _refs(rows: Sequence[Row]) -> list[Ref]:
    """Those of the home body; where it has none, those of the others."""
    home = [row for row in rows if row[3]] or list(rows)
    return [Ref("paper", str(pk)) for pk, *_rest in home[:MOST]]


def _rows(slugs: Iterable[str]) -> Mapping[str, Sequence[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    wanted = sorted(set(slugs))
    for start in range(0, len(wanted), CHUNK):
        rows = Paper.objects.visible_to().filter(slug__in=wanted[start : start + CHUNK]).order_by("pk")
        for pk, slug, body, is_home in rows.values_list("pk", "slug", "body__slug", "body__is_home"):
            found[slug].append((pk, slug, body or "", bool(is_home)))
    return found


def find_addresses(text: str) -> list[Mention]:
    """Addresses of papers and meetings of this portal, also without a host."""
    papers = [
        Mention(one.start(), one.end(), number=f"{one['body'] or ''}/{one['slug'].lower()}")
        for one in ADDRESS.finditer(text)
    ]
    return [*papers, *(Mention(m.start(), m.end(), Ref("meeting", str(int(m["key"])))) for m in MEETING.finditer(text))]


def resolve_addresses(addresses: Sequence[str]) -> Mapping[str, Sequence[Ref]]:
    """The public papers at these addresses (`body/slug`, the home body's without): one statement for a few hundred."""
    pairs = {text: (text.partition("/")[0], text.partition("/")[2]) for text in addresses}
    rows = _rows(slug for _body, slug in pairs.values())
    found: dict[str, Sequence[Ref]] = {}
    for text, (body, slug) in pairs.items():
        if by_id := BY_ID.fullmatch(slug):
            found[text] = [Ref("paper", str(int(by_id[1])))]
        else:
            same = [row for row in rows[slug] if (row[2] == body if body else row[3])]
            found[text] = [Ref("paper", str(pk)) for pk, *_rest in same[:MOST]]
    return found
