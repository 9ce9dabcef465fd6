"""Follows every link of the portal once, as a visitor with a browser would, and notes what no page may do."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from tests.browser import Page

#: What a browser would show as a page of its own; everything else is fetched, not opened.
MACHINE = re.compile(
    r"\.(atom|ics|json|jsonld|csv|xlsx|xml|txt|webmanifest)$|^/oparl/|^/api/|^/dokumente/|^/static/|^/media/"
)
#: What the page's own scripts and style sheets would never need, and what an attack would.
LOOK = r"""
() => {
  const wrong = [];
  for (const one of document.querySelectorAll('*')) {
    for (const {name, value} of one.attributes) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc') wrong.push(`${name}=${value}`);
      if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name)
          && !/^(https?:|mailto:|tel:|[/?#]|$)/i.test(value.trim())) wrong.push(`${name}=${value}`);
      if (['src', 'action', 'formaction', 'poster', 'data'].includes(name)
          && new URL(value, location).origin !== location.origin) wrong.push(`foreign ${name}=${value}`);
    }
    if (['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'STYLE'].includes(one.tagName)) wrong.push(one.tagName);
    if (one.tagName === 'SCRIPT' && !one.src) wrong.push('inline script');
  }
  const text = document.documentElement.textContent;
  if (/[\u0000-\u0008\u200b\u202a-\u202e\u2066-\u2069]/.test(text)) wrong.push('characters that turn or hide others');
  const links = [...document.querySelectorAll('a[href], link[rel~="alternate"][href], link[rel="canonical"][href]')];
  return {wrong, text, h1: document.querySelectorAll('main h1').length, links: links.map(one => one.href)};
}
"""
#: Looks are no matter here, and every page would ask for the same dozen files.
UNNEEDED = ["*.css", "*.woff2", "*.svg"]
#: Of queries that could be combined without end, the ones that are followed.
MONTHS, LETTERS = ("2026-05", "2026-06", "2026-07"), ("A", "G")


@dataclass
class Walk:
    """A visitor's way through all pages from some addresses on. `troubles` is empty where all is well."""

    page: Page
    home: str
    prefix: str = ""
    seen: set[str] = field(default_factory=set)
    text: str = ""
    statuses: dict[str, int] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    def follow(self, *starts: str) -> None:
        """Visit these addresses and all internal ones that they lead to."""
        wire = self.page.page.context.new_cdp_session(self.page.page)
        wire.send("Network.enable")
        wire.send("Network.setBlockedURLs", {"urls": UNNEEDED})
        waiting = deque(starts)
        while waiting:
            address = waiting.popleft()
            if address in self.seen:
                continue
            self.seen.add(address)
            waiting.extend(self._visit(address))

    def _visit(self, address: str) -> list[str]:
        if MACHINE.search(urlsplit(address).path):
            self._fetch(address)
            return []
        self.statuses[address] = status = self.page.open(self.home + address)
        self._note(address, status)
        found = self.page.page.evaluate(LOOK)
        self.troubles += [f"{address}: {wrong}" for wrong in found["wrong"]]
        if found["h1"] != 1:
            self.troubles.append(f"{address}: {found['h1']} headings of the first level")
        self.text += f"\n{found['text']}"
        return [link for href in found["links"] if (link := self._internal(href, address))]

    def _fetch(self, address: str) -> None:
        """What programs read: never an error of ours, never anything that a browser takes for a page."""
        answer = self.page.page.request.get(self.home + address, max_redirects=0)
        self.statuses[address] = answer.status
        self._note(address, answer.status)
        kind = answer.headers.get("content-type", "")
        saved = answer.headers.get("content-disposition", "").startswith("attachment")
        if ("html" in kind or "svg" in kind) and not saved:
            self.troubles.append(f"{address}: a browser would show this {kind}")
        if answer.headers.get("x-content-type-options") != "nosniff" or "x-injected" in answer.headers:
            self.troubles.append(f"{address}: {answer.headers}")
        self.text += f"\n{answer.text()}" if kind.startswith(("text/", "application/json", "application/atom")) else ""

    def _note(self, address: str, status: int) -> None:
        if status >= 500 or status == 0:
            self.troubles.append(f"{address}: status {status}")
        for words in (self.page.dialogs, self.page.violations, self.page.errors):
            self.troubles += [f"{address}: {text}" for text in words if "ERR_BLOCKED_BY_CLIENT" not in text]
            words.clear()

    def _internal(self, href: str, here: str) -> str:
        """The address below the portal's host, if it is to be followed."""
        url = urldefrag(urljoin(self.home + here, href)).url
        if not url.startswith(f"{self.home}/"):
            return ""
        address = url.removeprefix(self.home)
        parts = urlsplit(address)
        if is_english(parts.path) != bool(self.prefix):
            return ""
        return address if is_finite(parts.path, dict(parse_qsl(parts.query))) else ""


def is_english(path: str) -> bool:
    """Whether a page is one of the English ones."""
    return path == "/en" or path.startswith("/en/")


def is_finite(path: str, query: dict[str, str]) -> bool:
    """Whether an address is one of those that end: one filter alone, months near the data, one search's filters."""
    if path.endswith("/rueckmeldung/"):  # names the page it was followed from: as many as there are pages
        return not query
    if path.endswith("/suche/"):
        return len(query) == 1 or (len(query) == 2 and query.get("q") == "Giftpapername")
    known = {"monat": MONTHS, "buchstabe": LETTERS}
    return len(query) <= 1 and all(value in known.get(name, (value,)) for name, value in query.items())
