"""The documentation tells what the code does: settings, roles, commands, rooms, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools import documents

ROOT = documents.ROOT
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])
_LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("name", documents.TABLES)
def test_tables_made_from_code_are_current(name: str) -> None:
    text = (documents.DOCS / name).read_text("utf-8")
    assert documents.TABLES[name]() in text, "run: python -m tools.documents"


def test_every_setting_that_the_code_reads_is_documented() -> None:
    from roterfaden.settings import env

    text = (documents.DOCS / "settings.md").read_text("utf-8")
    assert {name for name in env.known if f"| `{name}` |" not in text} == set()


def test_no_setting_is_read_past_the_reader() -> None:
    """Everything of ours that is configurable is in the table: nobody asks os.environ for it elsewhere."""
    # The reader itself; gunicorn's settings and the supervisor's defaults; the demonstration's own defaults.
    known = {"settings", "operation", "demo"}
    pattern = re.compile(r"environ[^\n]*ROTERFADEN_|getenv")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "roterfaden").rglob("*.py")
        if path.relative_to(ROOT / "roterfaden").parts[0] not in known and pattern.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_every_room_is_on_the_map() -> None:
    text = (documents.DOCS / "rooms.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "roterfaden").glob("*/__init__.py")}
    assert {room for room in rooms if f"`{room}/`" not in text} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link.strip()).exists()] == []


def test_every_page_of_the_documentation_is_linked_from_the_readme_or_another_page() -> None:
    linked = {
        (page.parent / link.strip()).resolve() for page in PAGES for link in _LINK.findall(page.read_text("utf-8"))
    }
    pages = {page.resolve() for page in PAGES if page.is_relative_to(documents.DOCS)}
    assert {page.name for page in pages - linked} == set()


def test_the_readme_names_the_commands_that_exist() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b", text))
    assert named
    assert named <= targets
