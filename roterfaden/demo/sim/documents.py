"""Invitation and minutes of a meeting."""

from __future__ import annotations

from datetime import date
from html import escape

from roterfaden.demo.papers import DemoPaper
from roterfaden.demo.sim.html import frame, heading
from roterfaden.demo.world import DemoBody


def render(body: DemoBody, day: date, papers: list[DemoPaper], *, minutes: bool) -> str:
    """The document; minutes have the results."""
    kind = "Protokoll" if minutes else "Einladung"
    rows = "".join(f"<li>{_entry(paper, body, day, minutes)}</li>" for paper in papers)
    text = f"<p>{escape(body.name)}, {day:%d.%m.%Y}, {body.hour}, {escape(body.room)}</p><ol>{rows}</ol>"
    return frame(kind, heading(f"{kind}: {escape(body.name)} am {day:%d.%m.%Y}") + text)


def _entry(paper: DemoPaper, body: DemoBody, day: date, minutes: bool) -> str:
    text = escape(f"{paper.words.title} (Drucks. Nr. {paper.number})")
    result = next((stop.result for stop in paper.stops if (stop.body, stop.day) == (body.code, day)), "")
    return f"{text}: {escape(result)}" if minutes and result else text
