"""The English pages of a new portal."""

from __future__ import annotations

from typing import Any

from roterfaden.pages.content.shape import Draft, heading, step, text

START: dict[str, Any] = {
    "title": "Start",
    "headline": "What becomes of what moves %(city)s?",
    "intro": (
        "Follow every public concern from the first idea to its effect: who discusses it, who decides, and what came of it."
    ),
    "examples": "For example: Radweg (cycle path), Kita (day care) or the number of a council paper",
    "steps": [
        step(
            "A proposal",
            "The administration, a political group or a district council writes down what should happen, why, and what "
            "it costs. This is a council paper (Drucksache), and it gets a number.",
        ),
        step(
            "In the district",
            "If it concerns one part of the city, the district council discusses it first. At its meetings you may ask "
            "questions, too.",
        ),
        step(
            "The committee",
            "Here sit the council members who know the subject. They ask, amend the text and finally recommend. "
            "A recommendation is not a decision yet.",
        ),
        step(
            "The decision",
            "The council votes, or the body it has left the matter to. You read here how it ended and where that is on "
            "record. If it has not been published anywhere, we say so.",
            decision=True,
        ),
        step(
            "Carrying it out",
            "Now it is up to the administration. If something changes later, there is a new paper, and the thread goes on.",
        ),
    ],
}

PAGES = (
    Draft("aktuelles", "News", "What is new on this portal.", kind="news"),
    Draft(
        "impressum",
        "Imprint",
        "Who runs this portal and answers for its content.",
        [
            heading("Provider"),
            text(
                "This is an installation of the software Roter Faden. Before the portal goes public, the city that runs it "
                "names its address, representative and contact here (section 5 of the German Digital Services Act)."
            ),
            heading("Where the information comes from"),
            text(
                "Papers, meetings and results are read from the systems listed under "
                "<a href='/en/rat/quellen/'>sources</a>. Whatever is labelled “Beispieldaten” (sample data) is invented."
            ),
            heading("Software"),
            text("Roter Faden is free software under the EUPL 1.2. Any city may use, change and share it."),
        ],
    ),
    Draft(
        "datenschutz",
        "Privacy",
        "What this portal stores about you: next to nothing.",
        [
            heading("When you read"),
            text(
                "If you only read, you get no cookie and nobody builds a profile. Everything comes from the city's own "
                "host: no foreign fonts, maps or counters.",
                "The portal records which page was asked for, when, and whether that worked, but not from which address.",
            ),
            heading("When you write to us"),
            text(
                "In the feedback form we store what you enter: your text, the page and, if you like, your mail address. "
                "We need it to answer you (Art. 6 (1) e GDPR) and erase it at the latest one year after the answer."
            ),
            heading("When you work here"),
            text(
                "Staff have an account with name, mail address and a second factor. Changes are recorded with the name, "
                "so that it stays clear who changed what."
            ),
            heading("Your rights"),
            text(
                "You can ask for access, correction and erasure, and complain to the supervisory authority. The city that "
                "runs the portal names its data protection officer here."
            ),
        ],
    ),
    Draft(
        "barrierefreiheit",
        "Accessibility",
        "Everybody should be able to use this portal. Here is what is still missing.",
        [
            heading("What we do"),
            text(
                "Our measure is WCAG 2.2, level AA, and the German BITV 2.0. Every type of page is checked automatically "
                "with every change, in light and dark, German and English, and used by keyboard."
            ),
            heading("If we do not answer"),
            text(
                "If you get no satisfying answer within four weeks, the arbitration board of your federal state helps."
            ),
        ],
        kind="accessibility",
    ),
    Draft(
        "leichte-sprache",
        "Plain language",
        "This portal in plain words. The German page is written in Leichte Sprache.",
        [
            heading("What is this?"),
            text(
                "This page shows what is planned in the city.",
                "It shows who talks about it, who decides, and what came of it.",
                "Everybody may read it. It costs nothing.",
            ),
            heading("How do I find something?"),
            text("At the top there is a box.", "Write a word into it.", "Then press “Find”."),
        ],
    ),
    Draft(
        "schnittstellen",
        "Interfaces",
        "Everything you read here is also available as data: free, without registration, in open formats.",
        [
            heading("OParl 1.1"),
            text(
                "The German standard for council information. Start at "
                "<a href='/oparl/v1.1/system'>/oparl/v1.1/system</a>; links lead on to everything else.",
                "With modified_since you get only what has changed. Votes, costs and climate effects are in fields that "
                "begin with roterfaden:.",
            ),
            heading("API"),
            text(
                "At <a href='/api/v1/'>/api/v1/</a> there is a simple JSON interface with the same filters as the pages, "
                "described as OpenAPI 3.1."
            ),
            heading("Feeds, calendars, tables"),
            text(
                "Each list of papers is available with its filters as Atom feed, CSV, XLSX and JSON; each body has a "
                "calendar (iCal). The links stand below the list."
            ),
            heading("What we ask of you"),
            text(
                "Say who you are (a user agent with a contact), and ask conditionally (ETag). Name the source. "
                "There are no other rules."
            ),
        ],
    ),
)
