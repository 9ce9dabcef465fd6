"""A source that attacks by every field it has; a browser that opens every page. Nothing happens but reading.

The German pages are walked with the portal's content security policy, which would report what it stops; the English
ones with the policy switched off in the browser, so that what the policy would stop would really happen.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from roterfaden.council.addresses import address
from roterfaden.council.files.actions import mirror_files
from roterfaden.council.models import ImportRun, Meeting, Paper, Source
from roterfaden.council.models.base import GONE_STATES
from roterfaden.council.sync import values
from roterfaden.council.sync.actions import read_source, source_for
from roterfaden.council.sync.schema import COMMON, SCHEMAS
from roterfaden.search.indexer import rebuild
from tests.browser import Chromium
from tests.council.sim.pages import BASE
from tests.crawl import hostile
from tests.crawl.walking import Walk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.timeout(300)]
MONDAY = datetime(2026, 6, 1, 6, tzinfo=UTC)
QUERIES = (*hostile.STRINGS, "Giftpapername", "Giftpdftext", "Giftsimds", "Giftsimtm", "Giftpersonname", '"Gift')
#: Fields that are cut before their word ends, taken only where they are what they should be, or only used inside.
NOWHERE = {
    *("Location.postalCode", "Location.geojson", "Person.email"),
    *("Body.rgs", "Body.contactEmail", "Body.license", "Body.equivalent"),
    *("File.sha1Checksum", "File.sha512Checksum", "Organization.organizationType", "Organization.roterfaden:kind"),
}


@pytest.fixture(scope="module")
def attacked(portal: str, empty_portal: Path) -> str:
    """The portal after both systems were read, the first one twice, files and all."""
    endpoint = hostile.hostile_endpoint()
    source = source_for(endpoint.url, Source.Kind.OPARL)
    runs = [read_source(source, mode="full", client=endpoint.client(), now=MONDAY)]
    mirror_files(client=hostile.files_client(endpoint))
    hostile.changed(endpoint)
    runs.append(read_source(source, mode="incremental", client=endpoint.client(), now=MONDAY + timedelta(days=1)))
    sim = source_for(BASE, Source.Kind.SIM, "sim")
    runs.append(read_source(sim, mode="full", client=hostile.sim_client(hostile.hostile_site()), now=MONDAY))
    assert {run.outcome for run in runs} == {ImportRun.Outcome.COMPLETE}
    rebuild()
    return portal


def entrances(prefix: str) -> list[str]:
    """Where a walk begins: what is linked, and what an attacker would send somebody."""
    bad = [quote(text, safe="") for text in hostile.STRINGS]
    gone = [thing for model in (Paper, Meeting) for thing in model.objects.filter(state__in=GONE_STATES)]
    assert gone
    return [
        f"{prefix}/",
        f"{prefix}/rat/",
        *(f"{prefix}/suche/?q={quote(text, safe='')}" for text in QUERIES),
        *(f"{prefix}/rat/drucksachen/?art={text}" for text in bad),
        *(f"{prefix}/gibt-es-nicht/{text}" for text in bad[:6]),
        *(f"{prefix}/rat/drucksachen/{text}" for text in bad[:6]),
        *(f"{prefix}/konto/login/?next={text}" for text in (*bad[:4], quote(hostile.ADDRESSES[0], safe=""))),
        *(f"{prefix}/barrierefreiheit/melden/?seite={text}" for text in bad[:4]),
        *(f"{prefix}{address(thing)}" for thing in gone),
    ]


@pytest.mark.parametrize(("bypassed", "sign"), [(False, "Content Security Policy"), (True, "broken in")])
def test_the_walk_notices_an_attack_that_works(portal: str, browsing: Chromium, bypassed: bool, sign: str) -> None:
    page = browsing.page(bypass_csp=bypassed)
    attack = "<main><h1 style='color:red'>x</h1><script>alert('broken in')</script><a href='javascript:x'>\u202ey</a>"
    policy = {"content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'self'"}
    page.page.route("**/falle", lambda route: route.fulfill(status=200, headers=policy, body=attack))
    walk = Walk(page, portal)
    walk.follow("/falle")
    told = "\n".join(walk.troubles)
    for words in (sign, "style=color:red", "inline script", "href=javascript:x", "characters that turn"):
        assert words in told, words


def test_no_field_of_any_source_acts_under_our_policy(attacked: str, browsing: Chromium) -> None:
    walk = Walk(browsing.page(), attacked)
    walk.follow(*entrances(""), "/sitemap.xml", "/oparl/v1.1/body", "/oparl/v1.1/system")
    assert walk.troubles == []
    assert len(walk.seen) > 300
    assert set(walk.statuses.values()) <= {200, 400, 404, 410}
    assert unseen(walk.text) <= NOWHERE


def test_no_field_of_any_source_acts_without_the_policy_either(attacked: str, browsing: Chromium) -> None:
    walk = Walk(browsing.page(bypass_csp=True), attacked, prefix="/en")
    walk.follow(*entrances("/en"))
    assert walk.troubles == []
    assert len(walk.seen) > 200
    assert "Giftpapername" in walk.text


def unseen(text: str) -> set[str]:
    """The text fields of all types whose words stand nowhere in the pages and machine's answers that were walked."""
    found = set(re.findall(r"Gift[a-z]+", text))
    fields = [
        f"{oparl_type}.{name}"
        for oparl_type, schema in SCHEMAS.items()
        for name, (_column, convert) in {**COMMON, **schema.columns}.items()
        if convert not in (*hostile.EXACT, values.address)
    ]
    return {field for field in fields if hostile.word(field) not in found}
