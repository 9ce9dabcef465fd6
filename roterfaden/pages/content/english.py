"""The English pages of a new portal; each belongs to the German page with the same address."""

from __future__ import annotations

from typing import Any

from roterfaden.pages.content.shape import Draft, bullets, heading, step, text

START: dict[str, Any] = {
    "title": "Start",
    "headline": "What becomes of what moves %(city)s?",
    "intro": (
        "Follow every public concern from the first idea to its effect: who discusses it, who decides, "
        "and what came of it."
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
            "In committee",
            "Here sit the council members who know the subject. They ask, amend the text and finally recommend. "
            "A recommendation is not yet a decision.",
        ),
        step(
            "The decision",
            "The council votes, or the body to which it has left the matter. Here you read how it ended and where "
            "that is "
            "on record. If it has not been published anywhere, we say so.",
            decision=True,
        ),
        step(
            "Carrying it out",
            "Now it is up to the administration. If something changes later, there is a new paper, and the thread "
            "goes on.",
        ),
    ],
}

IMPRINT = Draft(
    "impressum",
    "Imprint",
    "Who runs this portal and answers for its content.",
    [
        heading("Provider"),
        text(
            "%(name)s",
            "Before the portal goes public, its operator enters here what section 5 of the German Digital Services Act "
            "(DDG) demands: address, authorised representative, telephone and e-mail, VAT number.",
        ),
        heading("Responsible for the editors' texts"),
        text("The operator also names the person responsible under section 18 (2) of the Interstate Media Treaty."),
        heading("Where the council's information comes from"),
        text(
            "Papers, meetings, results and persons are read from the systems listed under "
            '<a href="/en/rat/quellen/">sources</a>. There you also see how fresh they are and what is missing. Only '
            "the "
            "signed minutes are legally binding.",
            "Whatever is labelled as sample data is invented.",
        ),
        heading("Something is wrong?"),
        text('Please <a href="/en/rueckmeldung/">tell us</a>. We correct it, and show what has been corrected.'),
        heading("Software"),
        text(
            "The portal runs on Roter Faden, free software under the EUPL 1.2. Any city may use, change and share it."
        ),
    ],
)
PRIVACY = Draft(
    "datenschutz",
    "Data protection",
    "What this portal stores about you, and how you erase it.",
    [
        heading("If you only read"),
        text(
            "Readers get no cookie, and no profile is made. Everything comes from the city's own host: no foreign "
            "fonts, "
            "maps or counters.",
            "The portal records which page was asked for, when, and whether that worked. It does not record from which "
            "address.",
            "If you choose light or dark at the foot of the page, your browser remembers it. It is not transmitted.",
        ),
        heading("If you write to us"),
        text(
            "Of the form we store what you enter: your text, the page and, if you like, your name and e-mail "
            "address. We "
            "need it to answer you. The legal basis is Art. 6 (1) (e) GDPR, for reports on accessibility (c). It is "
            "erased "
            "one year after the matter has been settled.",
            "The form sets a cookie that keeps others from sending something in your name. It serves nothing else.",
        ),
        heading("If you take part"),
        text(
            "As a guest you give your e-mail address and confirm it. We store the address, what you write and support, "
            "your pseudonym or your name, and what you consented to and when. Only the text, the chosen name and the "
            "day become public. What you do not confirm within seven days is deleted.",
            "With an account, your password (encrypted), passkeys and the second factor are added. If you "
            "prove through "
            "a login service that you live here, we only keep a mark without a name and, where a process requires it, "
            "whether you live here, your district and age group.",
            "So that nobody floods the portal, we count with a key that changes every day. No IP address is "
            "stored; the "
            "counters are deleted after seven days. A cookie keeps you logged in.",
            "Under “My account” you see everything, download it, revoke consents and erase everything yourself. Guests "
            "who have been away for a year are erased. The legal basis is your consent (Art. 6 (1) (a) GDPR), "
            "for proofs "
            "that a process requires (e).",
        ),
        heading("If you follow something by e-mail"),
        text(
            "Then we store your address, what you follow and what we told you. Each mail has a link that ends it; "
            "notices are deleted after half a year, everything else at once when you ask.",
        ),
        heading("If you work in the portal's administration"),
        text(
            "Then you have an account with a name, an e-mail address and a second factor, and a cookie keeps you "
            "logged in. "
            "Changes are recorded with the name, so that it stays clear who changed what."
        ),
        heading("People in the council"),
        text(
            "Of council members the portal shows what the city itself publishes: names, offices, motions and, where "
            "they "
            "are published, votes. It adds nothing. What the source takes back disappears here, too. The legal basis "
            "is "
            "Art. 6 (1) (e) GDPR: the council's work is public."
        ),
        heading("Your rights"),
        bullets(
            "Access to what we have stored about you",
            "Correction where something is wrong",
            "Erasure or restriction where there is no reason left",
            "Objection on grounds of your particular situation",
            "A complaint to the data protection authority of your federal state",
        ),
        heading("Responsible"),
        text("%(name)s. The operator names its data protection officer here before the portal goes public."),
    ],
)
ACCESSIBILITY = Draft(
    "barrierefreiheit",
    "Accessibility",
    "Everybody should be able to use this portal. Here is what is still missing.",
    [
        heading("Our measure"),
        text(
            "WCAG 2.2, level AA, and EN 301 549. In Lower Saxony section 9b of the state's Disability Equality Act "
            "(NBGG) "
            "applies, elsewhere the act of the federal state. The portal conforms in part: what is missing is listed "
            "above."
        ),
        heading("If our answer does not help"),
        text(
            "You get an answer within four weeks. If it does not help, the arbitration board of your federal state "
            "does, "
            "free of charge. In Lower Saxony it belongs to the State Commissioner for People with Disabilities."
        ),
    ],
    kind="accessibility",
    method=(
        "Assessed by ourselves. Each type of page is checked automatically with every change, in light and dark, "
        "German and "
        "English, from a width of 320 pixels, and walked through by keyboard. A test with users is still to come."
    ),
)
PLAIN = Draft(
    "leichte-sprache",
    "Easy language",
    "",
    [
        text("Welcome to Roter Faden.", "Roter Faden means: red thread.", "Here we explain this website."),
        heading("What is Roter Faden?"),
        text(
            "There are many ideas in a city.",
            "For example: build a new playground.",
            "It often takes a long time until an idea becomes real.",
            "Many people talk about it first.",
            "Roter Faden shows you this way.",
            "You can see:",
        ),
        bullets("Who had the idea?", "Who talks about it?", "Who decides?", "What came of it?"),
        text("Everybody may read this website.", "It costs nothing.", "You do not have to log in."),
        heading("What is the council?"),
        text(
            "The council is a group of people.",
            "The people of the city have elected the council.",
            "The council decides important things in the city.",
            "The council meets often.",
            "You may listen at most of the meetings.",
        ),
        heading("How to find something"),
        text(
            "There is a box at the top of each page.",
            "Write a German word into the box.",
            "For example: Spielplatz. This means: playground.",
            "Then press: Find.",
            "You get a list.",
            "Press a blue line in the list.",
            "Then you see more.",
        ),
        heading("Do you have a question?"),
        text("Then write to us.", '<p><a href="/en/rueckmeldung/">You can write to us here.</a></p>'),
    ],
    kind="easy",
)
INTERFACES = Draft(
    "schnittstellen",
    "Interfaces",
    "Everything you read here is also available as data: free, without registration, in open formats.",
    [
        heading("OParl 1.1"),
        text(
            "The German standard for council information. The entrance is "
            '<a href="/oparl/v1.1/system">/oparl/v1.1/system</a>; links lead on to everything else.',
            "With <b>modified_since</b> you get only what has changed. Votes, costs and climate effects are in "
            "fields that "
            "begin with <b>roterfaden:</b>. We check ourselves whether the endpoint keeps to the standard, and "
            '<a href="/en/rat/quellen/pruefbericht">publish the report</a>.',
        ),
        heading("API"),
        text(
            'A JSON interface with the same filters as the pages is described <a href="/en/schnittstellen/#ref-api">'
            "further down</a> (OpenAPI 3.1)."
        ),
        heading("Feeds, calendars, tables"),
        bullets(
            "Atom: any selection of papers, each single paper, and all silent changes",
            "iCal: all meetings, those of one body, or a single one",
            "CSV and JSON: any selection of papers",
        ),
        text("The links stand below each list."),
        heading("What we ask of you"),
        text(
            "Say in the user agent who you are and how to reach you. Ask conditionally (ETag, Last-Modified). Name the "
            "source. There are no other rules."
        ),
    ],
)
NEWS = Draft("aktuelles", "News", "What is new on this portal.", kind="news", footer=False)
PAGES = (NEWS, IMPRINT, PRIVACY, ACCESSIBILITY, PLAIN, INTERFACES)
