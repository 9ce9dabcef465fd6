"""A council system that tries to break into readers' browsers by every field it has, as OParl and as SIM.

Each field carries a word of its own ("Gift…", the crawl proves by it that the field was really shown) and strings that
act wherever one is not written as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from typing import Any

import httpx

from roterfaden.council.sync import values
from roterfaden.council.sync.schema import COMMON, SCHEMAS
from roterfaden.kit.http import FetchError, Manners, PoliteClient, polite_client
from tests.council.files.pdfs import make_pdf
from tests.council.sim.desk import EMPTY_LIST, site
from tests.council.sim.pages import BASE, fixture
from tests.council.sync.endpoint import SCHEMA, Endpoint, Json, make_endpoint

#: Each calls alert() if it ever becomes markup, a script, a template or an address.
STRINGS = (
    "<script>alert(1)</script>",
    "&lt;script&gt;alert(2)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;",
    "&amp;lt;img src=x onerror=alert(3)&amp;gt;",
    '"><svg onload=alert(4)>',
    "&quot;&gt;&lt;svg onload=alert(5)&gt;",
    "' autofocus onfocus='alert(6)' x='",
    '&quot; autofocus onfocus="alert(7)" style="x:expression(alert(7))" x="',
    "</script><script>alert(8)</script>",
    "&lt;/title&gt;&lt;/textarea&gt;&lt;/style&gt;&lt;script&gt;alert(9)&lt;/script&gt;",
    "{{constructor.constructor('alert(10)')()}} {% debug %} ${alert(10)} <%= 7*7 %> #{7*7}",
    "javascript:alert(11)",
    "\u202egnp.exe\u2066\u200b\u0007\u2028alert(12)//",
    "]]>--><img src=x onerror=alert(13)><!--",
    "=HYPERLINK(&quot;javascript:alert(14)&quot;)\r\nX-Injected: 1\r\n\r\n",
)
ADDRESSES = (
    "javascript:alert(21)",
    'https://evil.example/"><script>alert(22)</script>',
    "https://evil.example/&quot;onmouseover=alert(23)//",
    "JaVa\tScRiPt:alert(24)",
    "data:text/html,<script>alert(25)</script>",
    "https://evil.example/{{7*7}}?x=%22%3E%3Cscript%3Ealert(26)%3C/script%3E",
    "//evil.example/alert(27)",
)
SECTION = (
    "<p onclick='alert(31)' style='background:url(javascript:alert(31))'>Gift{name} <script>alert(32)</script>"
    "<a href='javascript:alert(33)'>hier</a> <a href=' &#106;avascript:alert(34)'>dort</a>"
    "<img src='https://evil.example/pixel.gif' onerror='alert(35)'><svg><script>alert(36)</script></svg>"
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(37)></style></mglyph></table></mtext></math>"
    "<iframe srcdoc='<script>alert(38)</script>'></iframe><form action='https://evil.example/'><input autofocus"
    " onfocus=alert(39)></form><base href='https://evil.example/'><meta http-equiv=refresh content='0;url=data:'>"
    "<style>*{{display:none}}</style></p>"
)
#: Of each kind so many objects, so that every string comes first in some object's field of that kind.
OBJECTS = 5
MINUTES = ("invitation", "resultsProtocol", "verbatimProtocol")
#: A letter for each digit: words of the index are letters.
LETTERS = str.maketrans("0123456789:", "abcdefghijk")
#: Kinds of fields that hold no words.
EXACT = (values.day, values.moment, values.number, values.yes_no, values.no_unless, values.ags)


def word(name: str) -> str:
    """The word by which a field is found again on a page: `Giftpapername`."""
    return "Gift" + re.sub(r"[^a-z]", "", name.lower().translate(LETTERS))


def poison(name: str, turn: int) -> str:
    """A text for the field `name` of the object `turn`: its word, then three of the strings."""
    chosen = [STRINGS[(turn * 3 + step) % len(STRINGS)] for step in range(3)]
    return f"{word(name)} {' '.join(chosen)}"


def hostile_fields(oparl_type: str, turn: int, keep: tuple[str, ...] = ()) -> Json:
    """Every field of a type that is no reference, each with something hostile in it."""
    fields: Json = {"vendor:unknown": poison("vendor", turn)}
    for name, (_column, convert) in {**COMMON, **SCHEMAS[oparl_type].columns}.items():
        if name not in keep and (value := hostile_value(f"{oparl_type}{name}", convert, turn)) is not None:
            fields[name] = value
    return fields


def hostile_value(name: str, convert: values.Converter, turn: int) -> Any:
    """What a field of this kind is sent as; dates, numbers and truth values only of the last object."""
    if convert is values.address:
        return ADDRESSES[turn % len(ADDRESSES)]
    if convert is values.lines:
        return [poison(name, turn), poison(name, turn + 1)]
    if convert is values.geojson:
        return {"type": poison(name, turn), "coordinates": [poison(name, turn)]}
    if convert in EXACT:
        return poison(name, turn) if turn == OBJECTS - 1 else None
    return poison(name, turn)


def hostile_endpoint(root: str = "https://ris.example.org") -> Endpoint:
    """The small town of the sync's tests, and beside it hostile objects of every type, some under hostile ids."""
    endpoint = make_endpoint(papers=2, root=root)
    endpoint.system_fields = {
        name: poison(f"System{name}", 1) for name in ("name", "contactEmail", "contactName", "license")
    } | {"website": ADDRESSES[5], "vendor": ADDRESSES[0], "product": ADDRESSES[1], "oparlVersion": poison("version", 2)}
    terms = [_embedded(endpoint, "LegislativeTerm", turn) for turn in range(2)]
    place = _embedded(endpoint, "Location", 0)
    endpoint.body_fields = {**hostile_fields("Body", 1, ("ags",)), "legislativeTerm": terms, "location": place}
    for turn in range(OBJECTS):
        _add_all(endpoint, turn)
    return endpoint


def _add_all(endpoint: Endpoint, turn: int) -> None:
    """One hostile object of each type that a list holds, joined with each other."""
    key = f"gift-{turn}" if turn else "gift-0'%22%3E%3Csvg onload=alert(41)%3E"
    place = _embedded(endpoint, "Location", turn)
    kind = ("plenum", "committee", "districtCouncil", "faction", "")[turn]
    body = endpoint.add("organization", key, **hostile_fields("Organization", turn), location=place)
    body["roterfaden:kind"] = kind or poison("kind", turn)
    member = {**_embedded(endpoint, "Membership", turn), "organization": body["id"]}
    person = endpoint.add("person", key, **hostile_fields("Person", turn), location=place, membership=[member])
    item = _embedded(endpoint, "AgendaItem", turn)
    item |= {"auxiliaryFile": [_file(endpoint, turn, "top")]}
    item |= {"resolutionFile": _file(endpoint, turn, "beschluss")} if turn == 0 else {}
    item |= {"public": True} if turn < OBJECTS - 1 else {}
    meeting = endpoint.add(
        "meeting",
        key,
        **hostile_fields("Meeting", turn, () if turn == OBJECTS - 1 else ("start", "end")),
        organization=[body["id"]],
        participant=[person["id"]],
        location=place,
        agendaItem=[item],
        **{role: _file(endpoint, turn, role) for role in MINUTES[turn : turn + 1]},
        auxiliaryFile=[_file(endpoint, turn, "anlage")] if turn == 1 else [],
    )
    meeting.setdefault("start", f"2026-06-1{turn}T17:00:00+02:00")
    _add_paper(endpoint, key, turn, body["id"], person["id"], meeting["id"], item["id"])


def _add_paper(endpoint: Endpoint, key: str, turn: int, body: str, person: str, meeting: str, item: str) -> None:
    station = _embedded(endpoint, "Consultation", turn)
    station |= {"organization": [body], "meeting": meeting, "agendaItem": item, "authoritative": True}
    alone = _embedded(endpoint, "Consultation", turn + 100)
    alone |= {"roterfaden:date": "2026-06-20", "roterfaden:result": f"Einstimmig {poison('stationresult', turn)}"}
    keep = ("reference", "date") if turn % 2 == 0 else ()
    fields = hostile_fields("Paper", turn, keep)
    if keep:
        fields |= {"reference": f"{turn + 900:04d}/2026 N{turn}" if turn else "0900/2026", "date": "2026-06-01"}
    endpoint.add(
        "paper",
        key,
        **fields,
        **vendor_fields(turn),
        originatorPerson=[person],
        originatorOrganization=[body],
        underDirectionOf=[body],
        location=[_embedded(endpoint, "Location", turn)],
        mainFile=_file(endpoint, turn, "vorlage"),
        auxiliaryFile=[_file(endpoint, turn, "anhang")] if turn == 2 else [],
        consultation=[station, alone],
        relatedPaper=[f"{endpoint.base}/paper/gift-{(turn + 1) % OBJECTS or 1}"],
    )


def vendor_fields(turn: int) -> Json:
    """Text, climate check, costs and relations of a paper."""
    line = {name: poison(f"cost{name}", turn) for name in ("budget", "product", "productName", "label", "side")}
    return {
        "roterfaden:sections": [
            {"heading": poison("heading", turn), "html": SECTION.format(name="section")},
            {"heading": poison("Begruendung", turn + 2), "html": poison("escaped", turn)},
        ],
        "roterfaden:climate": {
            "effect": "negative" if turn else poison("effect", turn),
            "text": poison("climate", turn),
        },
        "roterfaden:costs": {
            "text": poison("costtext", turn),
            "net": "-5800.00" if turn else poison("net", turn),
            "lines": [{**line, "amount": "-5800.00"}, {**line, "amount": poison("amount", turn)}],
        },
        "roterfaden:relations": [
            {"kind": "newVersion", "number": "0900/2026"} if turn == 2 else {"kind": poison("relation", turn)},
            {"kind": "mentions", "number": poison("number", turn)},
        ],
    }


def _embedded(endpoint: Endpoint, oparl_type: str, turn: int) -> Json:
    identity = {"id": f"{endpoint.base}/{oparl_type.lower()}/gift-{turn}", "type": SCHEMA + oparl_type}
    return identity | hostile_fields(oparl_type, turn % OBJECTS)


def _file(endpoint: Endpoint, turn: int, role: str) -> Json:
    """A file whose bytes can be had, so that its text is read and copied as well."""
    file = _embedded(endpoint, "File", turn) | {"id": f"{endpoint.base}/file/gift-{role}-{turn}"}
    if role == "vorlage":
        file |= {"accessUrl": f"{endpoint.base}/files/{turn}.pdf", "downloadUrl": f"{endpoint.base}/files/{turn}.pdf"}
        file |= {"mimeType": ("application/pdf", "text/html", "image/svg+xml")[turn % 3]}
    return file


def changed(endpoint: Endpoint) -> None:
    """The same system a day later: other hostile texts everywhere, and one paper and one meeting deleted."""
    for name in ("organization", "person", "meeting", "paper"):
        for row in endpoint.lists[name]:
            row["modified"] = "2026-06-20T10:00:00+02:00"
            if "gift" in row["id"]:
                row["name"] = f"{row['name']} {poison(f'changed{name}', 4)}"
    for paper in endpoint.lists["paper"]:
        for section in paper.get("roterfaden:sections", ()):
            section["html"] = poison("changedsection", 1) + section["html"]
    for meeting in endpoint.lists["meeting"]:
        for item in meeting["agendaItem"]:
            item["name"] = poison("changeditem", 3)
    for name, key in (("paper", "gift-3"), ("meeting", "gift-3")):
        row = endpoint.one(name, key)
        row.clear()
        row |= {"id": f"{endpoint.base}/{name}/{key}", "type": SCHEMA + name.capitalize(), "deleted": True}
        row |= {"modified": "2026-06-20T10:00:00+02:00"}


def hostile_pdf() -> bytes:
    """A PDF whose words are hostile as well."""
    return make_pdf("\n".join(f"{word('pdftext')} {text}".replace("\r\n", " ") for text in STRINGS if text.isascii()))


def files_client(endpoint: Endpoint) -> PoliteClient:
    """Answers every file with a hostile PDF, each with other bytes."""
    pdf = hostile_pdf()
    numbers = count()

    def handle(request: httpx.Request) -> httpx.Response:
        if not str(request.url).startswith(f"{endpoint.base}/files/"):
            return httpx.Response(404)
        return httpx.Response(200, content=pdf + b"%%%d" % next(numbers), headers={"content-type": "text/html"})

    return polite_client(transport=httpx.MockTransport(handle), manners=Manners(interval=0, attempts=1))


# -- SIM ---------------------------------------------------------------------------------------------------------------

#: Labels by which the pages are read, and what joins them; to change these would be another page, not a hostile one.
LABEL = re.compile(
    r"^\s*$|:\s*$|^(Anlagen|Nr\.|Antrag,?|Kostentabelle|Anzahl der Anlagen|Begründung des Antrages|Tagesordnung)\b"
    r"|Klimawirkungsprüfung|^Text der Antwort$|^Anfrage$|^(I|II)\. "
)
FIRST_HEADING = re.compile(r"^(Drucksache|Anfrage|Antrag) Nr\. ")
TEXT_NODE = re.compile(r">([^<>]+)(?=<)")


def hostile_page(page: str, name: str) -> str:
    """A page of SIM with something hostile behind each text, as escaped text, as markup and in attributes."""
    turn = count()

    def replaced(match: re.Match[str]) -> str:
        text = match[1]
        if LABEL.search(text) or FIRST_HEADING.search(text):
            return match[0]
        # A comment that never ends would hide the rest of the page from every reader, ours and browsers alike.
        hostile = poison(name, next(turn)).replace("<!--", "&lt;!--")
        return f">{text} {hostile}<b title='\"><script>alert(51)</script>'></b>"

    head, _, main = page.partition("<section")
    hrefs = 'href="javascript:alert(52)" data-was="'
    poisoned = TEXT_NODE.sub(replaced, main).replace('href="Tagungsort/', f"{hrefs}Tagungsort/")
    return f"{head}<section{poisoned}".replace("$FILE/Anlage", "$FILE/&quot;&gt;&lt;svg onload=alert(53)&gt;Anlage")


def hostile_site() -> dict[str, str | int | FetchError]:
    """The small SIM of the reader's tests, poisoned page by page; one paper has hostile headings as well."""
    pages = site()
    for name, page in pages.items():
        if isinstance(page, str):
            pages[name] = hostile_page(page, f"sim{name[:2]}")
    return pages | {"DS/0777-2024": fixture("hostile")}


def sim_client(pages: dict[str, str | int | FetchError]) -> PoliteClient:
    """A polite client to these pages."""

    def handle(request: httpx.Request) -> httpx.Response:
        name = str(request.url).removeprefix(BASE)
        found = pages.get(name, EMPTY_LIST if name.startswith("Termine.xsp") else 404)
        return httpx.Response(200, html=found) if isinstance(found, str) else httpx.Response(404)

    transport: Callable[[httpx.Request], httpx.Response] = handle
    return polite_client(transport=httpx.MockTransport(transport), manners=Manners(interval=0, attempts=1))
