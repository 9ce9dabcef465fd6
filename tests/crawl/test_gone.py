"""What is gone is gone on every face: a deleted, a withdrawn and a hidden paper, and one that was only ever mentioned.

Each of them has a word of its own in every field that a paper has. While they are public the words stand on all faces;
afterwards they stand nowhere, and no count counts them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from django.test import override_settings
from django.utils import translation

from roterfaden.council import actions
from roterfaden.council.addresses import address, paper_address
from roterfaden.council.files.actions import read_waiting
from roterfaden.council.models import Body, File, ImportRun, Meeting, Organization, Paper, Revision, Source, State
from roterfaden.council.oparl.objects import BODY_LISTS, ORGANIZATION_LISTS
from roterfaden.council.sync.actions import read_source, source_for
from roterfaden.kit.http import Manners, PoliteClient, polite_client
from roterfaden.search.indexer import rebuild
from tests.accounts.factories import make_user
from tests.council.factories import make_paper
from tests.council.files.pdfs import make_pdf
from tests.council.sync.endpoint import Endpoint, make_endpoint
from tests.crawl.reading import Reader

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
HOME = "http://testserver"
MONDAY = datetime(2026, 6, 1, 6, tzinfo=UTC)
#: The word of each paper that goes, by its key: deleted, withdrawn, hidden.
WORDS = {"2": "Zitronengirlitz", "3": "Karmingimpel", "4": "Wendehals"}
#: What all papers have in common, for the search and its counts; two of the five stay.
COMMON, ALL, LEFT = "Vogelhaus", 5, 2
SEARCH = f"/suche/?q={COMMON}"
#: Something that others point at and that no list holds.
UNSEEN = "nie-gesehen"
ENTRANCES = (
    *("/", "/en/", "/rat/", "/en/rat/", "/sitemap.xml", "/rat/kalender/alle.ics", SEARCH, f"/en{SEARCH}"),
    *("/oparl/v1.1/system", "/oparl/v1.1/body", "/rat/drucksachen/export.xlsx", f"/api/v1/search?q={COMMON}"),
    *(f"/api/v1/{name}" for name in ("papers", "consultations", "revisions", "meetings", "agenda-items", "files")),
    *(f"/api/v1/{name}" for name in ("bodies", "organizations", "persons", "sources")),
)
SINCE = "?modified_since=2020-01-01T00:00:00%2B01:00"


def birds() -> Endpoint:
    """Five papers about bird houses; three have a word of their own in every field. One mentions a sixth."""
    endpoint = make_endpoint(papers=ALL)
    for number in range(ALL):
        paper, word = endpoint.one("paper", str(number)), WORDS.get(str(number), "Amsel")
        paper |= {"name": f"{COMMON} {word}", "paperType": f"Vorlage {word}", "keyword": [word], "license": word}
        paper["mainFile"] |= {"name": f"Datei {word}", "fileName": f"{word}.pdf"}
        paper["location"] = [{"id": f"{endpoint.base}/location/p{number}", "description": f"Platz {word}"}]
        for station in paper["consultation"]:
            station |= {"role": f"Rolle {word}"}
        paper["consultation"][0] |= {"roterfaden:date": "2024-04-20", "roterfaden:result": f"Einstimmig {word}"}
        paper |= {
            "roterfaden:sections": [{"heading": f"Antrag {word}", "html": f"<p>Ein {word} für jeden Baum.</p>"}],
            "roterfaden:applicants": [f"Verein {word}"],
            "roterfaden:office": f"Amt {word}",
            "roterfaden:climate": {"effect": "positive", "text": f"Der {word} hilft."},
            "roterfaden:costs": {"text": word, "net": "-5", "lines": [{"label": word, "amount": "-5"}]},
        }
    first = endpoint.one("paper", "0")
    first["relatedPaper"] = [f"{endpoint.base}/paper/{key}" for key in WORDS]
    unknown = {
        "meeting": f"{endpoint.base}/meeting/{UNSEEN}",
        "organization": [f"{endpoint.base}/organization/{UNSEEN}"],
    }
    first["consultation"].append({"id": f"{endpoint.base}/consultation/x"} | unknown)
    return endpoint


@dataclass
class Told:
    """What the portal said while all was public, right after, and when the index had followed."""

    before: Reader = field(default_factory=lambda: Reader(HOME))
    at_once: str = ""
    after: Reader = field(default_factory=lambda: Reader(HOME))
    #: Every address of the three papers and of what hung at them.
    faces: list[str] = field(default_factory=list)


def files_client() -> PoliteClient:
    """Answers the file of a paper with a PDF that holds its word."""

    def handle(request: httpx.Request) -> httpx.Response:
        number = re.search(r"vorlage-(\d)", str(request.url))
        text = f"{COMMON}, Anlage: {WORDS.get(number[1], 'Amsel')}" if number else ""
        return httpx.Response(200, content=make_pdf(text)) if text else httpx.Response(404)

    return polite_client(transport=httpx.MockTransport(handle), manners=Manners(interval=0, attempts=1))


def read(endpoint: Endpoint, days: int, mode: str = "full") -> None:
    """Read the system as it stands on a day."""
    source = source_for(endpoint.url, Source.Kind.OPARL)
    run = read_source(source, mode=mode, client=endpoint.client(), now=MONDAY + timedelta(days=days))
    assert run.outcome == ImportRun.Outcome.COMPLETE


@pytest.fixture(scope="module")
def told(empty_portal: Path) -> Told:
    """All papers public and walked; then one deleted, one gone from the source, one hidden; and walked again."""
    found, endpoint = Told(), birds()
    with override_settings(SITE_URL=HOME), translation.override("de"):
        read(endpoint, 0)
        for key, word in WORDS.items():
            endpoint.one("paper", key)["name"] = f"{COMMON} und {word}"
        read(endpoint, 1)
        read_waiting(client=files_client())
        rebuild()
        found.faces = faces()
        found.before.follow(*ENTRANCES, *lists(), *found.faces)
        let_go(endpoint)
        found.at_once = Reader(HOME).read(SEARCH)
        rebuild()
        found.after.follow(*ENTRANCES, *lists(), *found.faces)
    return found


def let_go(endpoint: Endpoint) -> None:
    """Paper 2 is deleted by its source, paper 3 found no more in two runs, paper 4 hidden by the office."""
    deleted = endpoint.one("paper", "2")
    deleted.clear()
    deleted |= {"id": f"{endpoint.base}/paper/2", "deleted": True, "modified": "2026-06-03T10:00:00+02:00"}
    read(endpoint, 2, mode="incremental")
    endpoint.lists["paper"].remove(endpoint.one("paper", "3"))
    read(endpoint, 3)
    read(endpoint, 5)
    actions.hide(make_user("office", superuser=True), Paper.objects.get(key="paper/4"), "Versehen")
    states = dict(Paper.objects.filter(key__in=[f"paper/{key}" for key in WORDS]).values_list("key", "state"))
    assert states == {"paper/2": State.DELETED, "paper/3": State.WITHDRAWN, "paper/4": State.HIDDEN}


def gone_papers() -> list[Paper]:
    """The three."""
    return list(Paper.objects.filter(key__in=[f"paper/{key}" for key in WORDS]).order_by("key"))


def faces() -> list[str]:
    """Every address under which the three papers, their files and their changes can be asked for."""
    paths = []
    for paper in gone_papers():
        own, kept = paper_address(paper), Paper.objects.get(key="paper/0")
        paths += [own, f"{own}.atom", f"{own}.json", f"{own}/aenderungen", f"/en{own}", own.replace("-", "/")]
        paths += [paper_address(paper, "paper_compare", other=kept.slug), f"/rat/drucksachen/id-{paper.pk}"]
        paths += [paper_address(kept, "paper_compare", other=paper.slug)]
        paths += [f"/api/v1/papers/{paper.pk}", f"/oparl/v1.1/paper/{paper.pk}"]
        for revision in Revision.objects.filter(paper=paper):
            paths += [address(revision), f"/api/v1/revisions/{revision.pk}"]
        for station in paper.consultations.all():
            paths += [f"/oparl/v1.1/consultation/{station.pk}", f"/api/v1/consultations/{station.pk}"]
        for file in File.objects.filter(links__paper=paper):
            paths += [address(file), f"/api/v1/files/{file.pk}", f"/oparl/v1.1/file/{file.pk}"]
            paths += [f"/oparl/v1.1/file/{file.pk}/text"]
    return paths


def lists() -> list[str]:
    """Every list of OParl, with and without what is deleted; and those of the API and the pages by paper."""
    body, council = Body.objects.get(), Organization.objects.get(name="Rat")
    of_body = [f"/oparl/v1.1/body/{body.pk}/{name}" for name in BODY_LISTS]
    of_body += [f"/oparl/v1.1/organization/{council.pk}/{name}" for name in ORGANIZATION_LISTS]
    by_paper = [
        f"/api/v1/{kind}?drucksache={paper.pk}"
        for paper in gone_papers()
        for kind in ("consultations", "revisions", "files")
    ]
    meeting = Meeting.objects.get(state=State.PRESENT)
    exports = [f"/rat/drucksachen/{name}" for name in ("feed.atom", "export.csv", "export.xlsx", "export.json")]
    exports += [f"/rat/sitzungen/{meeting.pk}.ics", f"/rat/gremien/{council.pk}/kalender.ics"]
    return [*of_body, *(f"{path}{SINCE}" for path in of_body), "/oparl/v1.1/body" + SINCE, *by_paper, *exports]


def test_while_they_were_public_all_faces_told_of_them(told: Told) -> None:
    kinds = ("/rat/drucksachen/0", "/rat/aenderungen/", "/rat/dateien/", "/rat/sitzungen/", "/en/rat/", "/suche/")
    kinds += ("/oparl/v1.1/paper/", "/oparl/v1.1/file/", "/oparl/v1.1/body/", "/api/v1/papers", "/api/v1/files")
    kinds += ("/rat/drucksachen/feed.atom", "/rat/drucksachen/export.xlsx", "/api/v1/search", "/api/v1/consultations")
    for word in WORDS.values():
        holding = told.before.holding(word)
        missing = [kind for kind in kinds if not any(path.startswith(kind) for path in holding)]
        assert missing == [], word
    assert all(told.before.statuses[path] in {200, 301, 302} for path in told.faces)


@pytest.mark.parametrize("word", WORDS.values(), ids=["deleted", "withdrawn", "hidden"])
def test_nothing_tells_of_what_is_gone(told: Told, word: str) -> None:
    assert len(told.after.answers) > 150
    assert told.after.holding(word) == []
    assert word.lower() not in told.at_once.lower()
    assert {path for path, status in told.after.statuses.items() if status >= 500} == set()


def test_each_face_answers_410_or_404_and_oparl_keeps_a_tombstone(told: Told) -> None:
    for path in told.faces:
        answer, status = told.after.answers[path], told.after.statuses[path]
        if path.startswith("/oparl/") and not path.endswith("/text"):
            assert '"deleted": true' in answer, path
            assert '"name"' not in answer, path
        else:
            assert status in {404, 410}, (path, status)


def test_no_list_or_count_counts_them(told: Told) -> None:
    for reader, number in ((told.before, ALL), (told.after, LEFT)):
        assert f"{number}\xa0Drucksachen" in reader.answers["/rat/drucksachen/"]
        for path in ("/rat/drucksachen/feed.atom", "/rat/drucksachen/export.json", "/api/v1/papers"):
            assert reader.answers[path].count(f"{COMMON} ") >= number, path
        assert reader.answers["/sitemap-drucksachen.xml"].count("<loc>") == 2 * number
        assert len(re.findall('"reference"', reader.answers[lists()[3]])) == number
    assert hits(told.before.answers[SEARCH]) == 2 * ALL
    assert hits(told.at_once) == hits(told.after.answers[SEARCH]) == 2 * LEFT


def hits(page: str) -> int:
    """The number of hits that a search page names; each paper is one, and so is its file."""
    found = re.search(r"(\d+)\s+Treffer", page)
    return int(found[1]) if found else 0


def test_oparl_tells_of_the_deletion_only_to_who_asks_for_changes(told: Told) -> None:
    papers = next(path for path in lists() if path.endswith("/paper"))
    assert '"deleted"' not in told.after.answers[papers]
    assert told.after.answers[papers + SINCE].count('"deleted": true') == len(WORDS)


def test_what_was_only_mentioned_is_nowhere(told: Told) -> None:
    meeting, council = Meeting.objects.get(state=State.STUB), Organization.objects.get(state=State.STUB)
    paper = make_paper("0099/2024", f"{COMMON} {UNSEEN}", body=Body.objects.get(), state=State.STUB, key="paper/stub")
    paths = [address(meeting), f"{address(meeting)}.ics", address(council), f"{address(council)}/mitglieder"]
    paths += [f"{address(council)}/kalender.ics", address(paper), f"{address(paper)}.json", f"{address(paper)}.atom"]
    paths += [f"/{kind}/{council.pk}" for kind in ("api/v1/organizations", "oparl/v1.1/organization")]
    paths += [f"/{kind}/{meeting.pk}" for kind in ("api/v1/meetings", "oparl/v1.1/meeting")]
    paths += [f"/{kind}/{paper.pk}" for kind in ("api/v1/papers", "oparl/v1.1/paper")]
    reader = Reader(HOME)
    for path in paths:
        assert UNSEEN not in reader.read(path), path
        assert reader.statuses[path] == 404, path
        assert told.after.holding(f'{path}"') == []
    reader.follow("/rat/drucksachen/", "/rat/drucksachen/0099-2024", SEARCH, "/sitemap-drucksachen.xml", *lists())
    assert [path for path in reader.holding(UNSEEN) if "quellen" not in path and "sources" not in path] == []
