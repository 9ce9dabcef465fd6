"""Addresses of a SIM site and what they say: `DS/0728-2026` is a paper, `TM/20260622_AJHA` a meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit, urlunsplit

#: `0728/2026`, `1170/2026 N1`, `0398/2013 F1`, `15-1717/2017`, `1234/2026 E1 N2`.
NUMBER = re.compile(r"(?P<base>(?:\d{1,2}-)?\d{1,5})\s*/\s*(?P<year>\d{4})(?P<suffixes>(?:\s*[A-Z]\d{1,2}(?!\d))*)")
_SLUG = re.compile(r"(?P<base>(?:\d{1,2}-)?\d{1,5})-(?P<year>\d{4})(?P<suffixes>(?:[A-Z]\d{1,2})*)")
_MEETING = re.compile(r"(?P<day>\d{8})_(?P<code>[^/]+)")
_DISTRICT_VIEW = re.compile(r"Termine(?P<code>STBR\d+)")
_DISTRICT_CODE = re.compile(r"STBR\d+")
_SAFE = "/%:$&=+,;@~!*'()"

#: The plenum's list has no code in its address; this is ours.
PLENUM = "Rat"


@dataclass(frozen=True)
class MeetingKey:
    """What the address of a meeting says."""

    day: date
    code: str

    @property
    def text(self) -> str:
        """`20260622_AJHA`"""
        return f"{self.day:%Y%m%d}_{self.code}"


@dataclass(frozen=True)
class Site:
    """A SIM site. `base` is the folder of its pages and ends with a slash: `https://host/lhhsimwebre.nsf/`."""

    base: str

    @classmethod
    def at(cls, url: str) -> Site:
        """The site that `url` (its folder, or any page in it) belongs to."""
        parts = urlsplit(url.strip())
        folder, dot, _rest = parts.path.partition(".nsf")
        path = folder + dot + "/" if dot else parts.path.rsplit("/", 1)[0] + "/"
        return cls(urlunsplit((parts.scheme, parts.netloc, path, "", "")))

    def absolute(self, href: str, page_base: str = "") -> str:
        """The full address of a link, or "" where it leads to nothing that can be fetched.

        Links of the page's own `<base>` are taken as links of this site: a copy of the pages at another place speaks
        for that place.
        """
        try:
            own = urlsplit(urljoin(self.base, page_base.strip()))
            found = urlsplit(urljoin(own.geturl(), href.strip()))
            if found.scheme not in {"http", "https"} or not found.hostname:
                return ""
            if found.netloc.lower() == own.netloc.lower():
                here = urlsplit(self.base)
                path = found.path
                if path.startswith(own.path):
                    path = here.path + path[len(own.path) :]
                found = found._replace(scheme=here.scheme, netloc=here.netloc, path=path)
            clean = found._replace(path=quote(found.path, _SAFE), query=quote(found.query, _SAFE + "?"), fragment="")
            return urlunsplit(clean)
        except ValueError:
            return ""

    def rest(self, url: str) -> str:
        """What of an address of this site stands after its base, decoded; "" for addresses elsewhere."""
        return unquote(url[len(self.base) :]) if url.startswith(self.base) else ""

    def paper_number(self, url: str) -> str:
        """The number of the paper at an address, e.g. `1170/2026 N1`; "" where it is none."""
        rest = self.rest(url)
        match = _SLUG.fullmatch(rest[3:]) if rest.startswith("DS/") else None
        return number_of(match) if match else ""

    def paper_url(self, number: str) -> str:
        """The address of the paper with a number; "" where it is no number."""
        match = NUMBER.fullmatch(number.strip())
        if match is None:
            return ""
        return f"{self.base}DS/{match['base']}-{match['year']}{''.join(match['suffixes'].split())}"

    def meeting_key(self, url: str) -> MeetingKey | None:
        """What the address of a meeting says; None where it is none."""
        rest = self.rest(url)
        match = _MEETING.fullmatch(rest[3:]) if rest.startswith("TM/") else None
        if match is None:
            return None
        try:
            return MeetingKey(date.fromisoformat(match["day"]), match["code"])
        except ValueError:
            return None

    def meeting_url(self, key: MeetingKey) -> str:
        """The address of a meeting."""
        return f"{self.base}TM/{quote(key.text, safe='')}"

    def body_code(self, url: str) -> str:
        """The code of the body whose meetings an address lists; "" where it lists none."""
        parts = urlsplit(url)
        if not self.rest(url).startswith("Termine.xsp"):
            return ""
        query = parse_qs(parts.query)
        if not query:
            return PLENUM
        if "grem" in query:
            return query["grem"][0].strip()
        match = _DISTRICT_VIEW.fullmatch(query.get("view", [""])[0])
        return match["code"] if match else ""

    def body_url(self, code: str) -> str:
        """The address of the list of a body's meetings: the body's id."""
        if code == PLENUM:
            return f"{self.base}Termine.xsp"
        if _DISTRICT_CODE.fullmatch(code):
            return f"{self.base}Termine.xsp?view=Termine{code}"
        return f"{self.base}Termine.xsp?view=Termine&grem={quote(code, safe='')}"


def number_of(match: re.Match[str]) -> str:
    """The number in its one spelling: `1170/2026 N1`."""
    suffixes = re.findall(r"[A-Z]\d+", match["suffixes"])
    return " ".join([f"{match['base']}/{match['year']}", *suffixes])


def slug(text: str) -> str:
    """`Ausschuss für Häfen` → `ausschuss-fuer-haefen`: a readable part of an id."""
    plain = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:120] or "ohne-namen"
