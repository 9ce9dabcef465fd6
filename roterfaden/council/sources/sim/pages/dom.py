"""Reading a page: text with its line breaks, what stands below a heading, links as full addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from roterfaden.council.sources.sim.addresses import Site
from roterfaden.kit.dates import parse_date
from roterfaden.kit.html import clean_html

BLOCKS = frozenset(
    {"address", "article", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "ol", "p"}
    | {"section", "table", "td", "th", "tr", "ul"}
)
HEADINGS = ("h1", "h2", "h3", "h4")
_NOISE = ["script", "style", "template", "noscript", "iframe", "object", "form"]
_DAY = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"(?:\s*<br>\s*){3,}")
_LEADING = re.compile(r"(<(?:div|p|td|li)[^<>]*>)(?:\s|<br>|&nbsp;)+")
_TRAILING = re.compile(r"(?:\s|<br>|&nbsp;)+(</(?:div|p|td|li)>)")
_BY_LIST = re.compile(r"(</(?:ol|ul)>)(?:\s|<br>)+|(?:\s|<br>)+(?=<(?:ol|ul)\b)")
_WORDS = re.compile(r"<[^<>]*>|&nbsp;|\xa0")
#: Elements without an end, or whose end is often left out: they do not nest.
_FLAT = frozenset(
    {"area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p"}
    | {"source", "td", "th", "tr", "track", "wbr"}
)
#: The parser needs quadratic time for nesting: 100,000 open elements take 12 s. SIM's own pages stay below 60.
MAX_DEPTH = 1000
MAX_LENGTH = 8_000_000


@dataclass(frozen=True)
class Oddity:
    """What a parser did not understand: a stable code and what stood there."""

    code: str
    detail: str = ""


@dataclass(frozen=True)
class Section:
    """A piece of text below a heading; `html` is cleaned."""

    heading: str
    html: str


@dataclass(frozen=True)
class Html:
    """A parsed page and the site that it belongs to."""

    tree: LexborHTMLParser
    site: Site

    @classmethod
    def parse(cls, html: str, site: Site) -> Html:
        """Parse whatever is there; a cut page gives the part that arrived, a bomb an empty page."""
        safe = "" if is_bomb(html) else html
        tree = LexborHTMLParser(safe.encode("utf-8", "replace"))
        for tag in _NOISE:
            for node in tree.css(tag):
                node.decompose()
        return cls(tree, site)

    @property
    def base(self) -> str:
        """What the page's `<base>` says, or ""."""
        node = self.tree.css_first("base[href]")
        return (node.attributes.get("href") or "") if node else ""

    def href(self, link: LexborNode) -> str:
        """The full address of a link, "" where it leads nowhere."""
        return self.site.absolute(link.attributes.get("href") or "", self.base)

    def heading(self, *texts: str) -> LexborNode | None:
        """The first heading whose text starts with one of `texts` (whatever its case)."""
        for node in self.headings():
            if line(node).casefold().startswith(tuple(text.casefold() for text in texts)):
                return node
        return None

    def headings(self) -> list[LexborNode]:
        """All headings in the page's order."""
        return [node for node in self.tree.css(", ".join(HEADINGS)) if node.tag in HEADINGS]

    def title(self) -> str:
        """The page's first h2: what it is about."""
        node = self.tree.css_first("h2")
        return prose(node) if node else ""

    def city(self) -> str:
        """Whose system it is, from the footer's "© …"."""
        for node in self.tree.css("footer p"):
            if (text := line(node)).startswith("©"):
                return text.lstrip("© ").strip()
        return ""


def is_bomb(html: str) -> bool:
    """Whether a page is so long or so deeply nested that reading it would stop the import."""
    if len(html) > MAX_LENGTH:
        return True
    depth = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _FLAT:
            depth = max(0, depth - 1) if match[1] else depth + 1
            if depth > MAX_DEPTH:
                return True
    return False


def pieces(nodes: LexborNode | list[LexborNode]) -> str:
    """The raw text of nodes, a line break where a block or `<br>` begins."""
    parts: list[str] = []
    for root in nodes if isinstance(nodes, list) else [nodes]:
        for node in root.traverse(include_text=True):
            if node.tag == "-text":
                parts.append(node.text_content or "")
            elif node.tag in BLOCKS:
                parts.append("\n")
    return "".join(parts)


def line(nodes: LexborNode | list[LexborNode]) -> str:
    """The text of nodes on one line."""
    return " ".join(pieces(nodes).split())


def prose(nodes: LexborNode | list[LexborNode]) -> str:
    """The text of nodes, its lines trimmed, empty ones left out."""
    rows = (" ".join(row.split()) for row in pieces(nodes).splitlines())
    return "\n".join(row for row in rows if row)


def below(heading: LexborNode) -> list[LexborNode]:
    """The elements after a heading, as far as the next heading of its level or above."""
    stop = HEADINGS[: HEADINGS.index(str(heading.tag)) + 1]
    return list(_until(heading, stop))


def _until(heading: LexborNode, stop: tuple[str, ...]) -> Iterator[LexborNode]:
    node = heading.next
    while node is not None and node.tag not in stop:
        yield node
        node = node.next


def below_in(table: LexborNode, tag: str) -> list[LexborNode]:
    """The cells with a tag in a table's own rows, not in tables within it."""
    return [node for node in table.css(tag) if ancestor(node, "table") == table]


def ancestor(node: LexborNode, tag: str) -> LexborNode | None:
    """The nearest element around a node with a tag."""
    found = node.parent
    while found is not None and found.tag != tag:
        found = found.parent
    return found


def section(page: Html, heading: str, nodes: list[LexborNode]) -> Section:
    """Nodes as a section: links in full, Domino's typewriter tags away, the HTML cleaned."""
    for node in nodes:
        if node.tag != "-text":
            for link in node.css("a[href]"):
                link.attrs["href"] = page.href(link)
            node.unwrap_tags(["tt"])
    raw = "".join(node.html or "" for node in nodes)
    return Section(heading[:300], tidy(clean_html(raw)))


def tidy(html: str) -> str:
    """Line breaks at the edges of a block, and more than two of them in a row, are only Domino's way to make room."""
    html = _BY_LIST.sub(r"\1", _EMPTY_LINES.sub("<br><br>", html))
    html = _LEADING.sub(r"\1", _TRAILING.sub(r"\1", html))
    return "" if not _WORDS.sub("", html).strip() else html.strip()


def links(nodes: list[LexborNode]) -> list[LexborNode]:
    """All links in nodes."""
    return [link for node in nodes if node.tag != "-text" for link in node.css("a[href]")]


def german_day(text: str) -> date | None:
    """The first day `22.06.2026` in a text; None where there is none or it does not exist."""
    found = _DAY.search(text)
    return parse_date(found[0])[0] if found else None


def spaced_out(text: str) -> str:
    """`Ö F F E N T L I C H E R   T E I L` → `ÖFFENTLICHER TEIL`: letterspacing is not for screen readers."""
    if not re.fullmatch(r"(?:\S\s+){3,}\S", text.strip()):
        return " ".join(text.split())
    words = re.split(r"\s{2,}", text.strip().replace("\xa0", " "))
    return " ".join("".join(word.split()) for word in words)
