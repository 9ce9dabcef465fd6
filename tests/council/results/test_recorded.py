"""The parser against 200 recorded results that were labelled by hand before it was written.

The labels are kept by the SHA-256 of the text; the texts are not ours to copy. "none" means that the text does not say,
or that more than one reading of a flattened table adds up.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from roterfaden.council.results import Reading, parse

pytestmark = pytest.mark.recorded
LABELS: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "labels.json").read_text())


@cache
def recorded() -> Counter[str]:
    """All recorded result texts, spaces in order, with how often each occurs."""
    data = Path(settings.TESTDATA)
    if not (data / "oparl-huertgenwald").is_dir():
        pytest.skip(f"no recorded data in {data} (ROTERFADEN_TESTDATA)")
    found: Counter[str] = Counter()
    packed = (data / "oparl-huertgenwald" / "meeting.ndjson.gz").read_bytes()
    for line in gzip.decompress(packed).splitlines():
        for item in json.loads(line).get("agendaItem") or []:
            found[" ".join(item.get("result", "").split())] += 1
    for page in (data / "hannover-sim").glob("DS_*.html"):
        for entry in re.findall(r'<li class="bfe">(.*?)</li>', page.read_text(), re.S):
            text = " ".join(html.unescape(re.sub("<[^>]+>", "", entry)).split())
            found[re.sub(r"^\S+: [^:]+: ?", "", text)] += 1
    del found[""]
    return found


@cache
def labelled() -> list[tuple[str, dict[str, Any], Reading]]:
    """Text, label and reading of each labelled result."""
    by_hash = {hashlib.sha256(text.encode()).hexdigest(): text for text in recorded()}
    return [(by_hash[key], label, parse(by_hash[key])) for key, label in LABELS.items()]


def test_there_are_200_labels() -> None:
    assert len(LABELS) == 200
    assert len(labelled()) == 200


def test_no_outcome_is_wrong() -> None:
    wrong = [
        (text, label["outcome"], read.outcome)
        for text, label, read in labelled()
        if read.outcome not in ("none", label["outcome"])
    ]
    assert wrong == []


def test_no_count_is_wrong() -> None:
    wrong = []
    for text, label, read in labelled():
        votes = read.votes
        if votes is not None and "likely" not in label:
            told = {"yes": votes.yes, "no": votes.no, "abstentions": votes.abstentions, "unanimous": votes.unanimous}
            if any(value is not None and value != label.get(name) for name, value in told.items()):
                wrong.append((text, label, votes))
    assert wrong == []


def test_at_least_nine_of_ten_outcomes_are_covered() -> None:
    said = [read for _, label, read in labelled() if label["outcome"] != "none"]
    covered = [read for read in said if read.outcome != "none"]
    assert len(covered) >= 0.9 * len(said)
