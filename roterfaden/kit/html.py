"""HTML and text from strangers, made harmless: what may stay in a page, in a line, in a text.

Tags are removed by nh3 (html5ever parses like a browser, so nothing hides behind broken markup). Characters that turn
or hide text (bidi controls, zero-width, tags) go, because they make a title say something else than it shows.
"""

from __future__ import annotations

import html
import re
import unicodedata

import nh3

#: More than any paper. The parser's work grows with the square of bare "&" and of nested tags, hence the caps.
MAX_HTML = 500_000
MAX_DEPTH = 200
MAX_CHARACTERS = 5_000_000
INLINE = frozenset({"a", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "abbr", "code", "q"})
BLOCKS = frozenset({"p", "div", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre"})
TABLE = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"})
HEADINGS = frozenset({"h3", "h4", "h5", "h6"})
#: Kept by the parser and renamed afterwards: our pages have one h1, and a section is a block without a meaning here.
RENAMED = {"h1": "h3", "h2": "h3", "del": "s", "strike": "s", "tt": "code"} | dict.fromkeys(
    ("section", "article", "header", "footer", "main", "aside", "address", "center", "figure", "figcaption"), "div"
)
ALLOWED = INLINE | BLOCKS | TABLE | HEADINGS | frozenset(RENAMED)
BREAKING = ALLOWED - INLINE - {"del", "strike", "tt", "td", "th"}
#: Their content is no text for people.
DROPPED = frozenset({"script", "style", "template", "noscript", "iframe", "object", "title", "textarea", "svg", "math"})
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}, "ol": {"start"}}
SELF_CLOSED = frozenset(
    {"p", "br", "hr", "img", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "col", "input", "wbr"}
    | {"meta", "link", "base", "area", "source", "embed", "option", "colgroup", "param", "track"}
)
NESTING_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
SAFE_LINK = re.compile(r"(?:https?://[^\s/\\]|mailto:[^\s@]+@)", re.IGNORECASE)
SAFE_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
#: Bidi controls, zero-width, invisible operators, byte order mark, annotation, language tags: unseen, but they act.
UNSEEN = re.compile("[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\U000e0000-\U000e0fff]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
NEWLINES = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")
SURROGATES = re.compile("[\ud800-\udfff]")
RENAMED_TAG = re.compile(rf"<(/?)({'|'.join(RENAMED)})>")
BREAKING_TAG = re.compile(rf"</?(?:{'|'.join(sorted(BREAKING))})>")
#: Cells are parted by a space; the end of a row or item adds no second line to that of the next one's beginning.
CELL_TAG = re.compile(r"</?t[dh]>|</(?:li|tr|dt|dd)>")
ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<![^<>]*>")
BREAKING_TAG_IN_LINE = re.compile(rf"</?(?:{'|'.join(sorted(BREAKING | {'td', 'th'}))})\b[^<>]*>", re.IGNORECASE)


def clean_html(text: str) -> str:
    """Structure and safe links of `text`, and nothing else: no images, styles, scripts or ids."""
    cleaned = nh3.clean(
        _bounded(text),
        tags=set(ALLOWED),
        clean_content_tags=set(DROPPED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )
    renamed = RENAMED_TAG.sub(lambda found: f"<{found[1]}{RENAMED[found[2]]}>", cleaned)
    return _visible(renamed).strip()


def plain_text(text: str) -> str:
    """The words of an HTML text: blocks become lines, cells are parted by spaces."""
    bare = nh3.clean(
        _bounded(text), tags=set(BREAKING | {"td", "th"}), clean_content_tags=set(DROPPED), attributes={}, link_rel=None
    )
    lines = BREAKING_TAG.sub("\n", CELL_TAG.sub(" ", " ".join(bare.split())))
    return safe_text(_squeezed(html.unescape(lines)))


def clean_line(text: str) -> str:
    """A field of one line (name, place, reference): without tags, entities decoded once, white space squeezed."""
    untagged = ANY_TAG.sub("", BREAKING_TAG_IN_LINE.sub(" ", _valid(text)))
    return " ".join(safe_text(html.unescape(untagged)).split())


def clean_text(text: str) -> str:
    """A field of several lines: like `clean_line`, but lines stay, and blocks become lines."""
    untagged = ANY_TAG.sub("", BREAKING_TAG_IN_LINE.sub("\n", NEWLINES.sub("\n", _valid(text))))
    return safe_text(_squeezed(html.unescape(untagged)))


def safe_text(text: str) -> str:
    """Plain text that holds no markup (a PDF's, say): only characters that act unseen go. Unicode form NFC."""
    lines = NEWLINES.sub("\n", _visible(SURROGATES.sub("\ufffd", text)))
    return unicodedata.normalize("NFC", lines).strip()


def _valid(text: str) -> str:
    return SURROGATES.sub("\ufffd", text[:MAX_CHARACTERS]).replace("\x00", "")


def _bounded(text: str) -> str:
    """What the parser can take in a moment; markup that nests like an attack loses its tags first."""
    text = _valid(text[: MAX_HTML + 1])
    if len(text) > MAX_HTML:
        text = text[:MAX_HTML] + " […]"
    if _depth(text) <= MAX_DEPTH:
        return text
    return html.escape(clean_text(text)).replace("\n", "<br>")


def _depth(text: str) -> int:
    """An upper estimate of how deep tags nest. Tags that a browser closes by itself do not count."""
    depth = deepest = 0
    for found in NESTING_TAG.finditer(text):
        if found[2].lower() not in SELF_CLOSED:
            depth = max(depth + (-1 if found[1] else 1), 0)
            deepest = max(deepest, depth)
    return deepest


def _visible(text: str) -> str:
    return CONTROLS.sub("", UNSEEN.sub("", text))


def _squeezed(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value that may stay, or None. Links lead out of the portal in the open, so relative ones go too."""
    value = _visible(value.replace("\u00ad", "")).strip()
    if name == "href":
        return value if SAFE_LINK.match(value) else None
    if name == "scope":
        return value if value in ("row", "col", "rowgroup", "colgroup") else None
    return value if SAFE_NUMBER.fullmatch(value) or tag == "a" else None
