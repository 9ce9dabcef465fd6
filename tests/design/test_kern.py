"""The tokens of KERN that we use, out of its package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from roterfaden.design.finders import SHEETS
from roterfaden.design.kern import tokens_css, write_tokens

KERN = """
:root {
  --kern-blue-1: #00f; /* { not a block } */
  --kern-blue-2: #99f;
  --kern-space: var(--kern-8);
  --kern-8: 8px;
  --kern-unused: red;
  --kern-loop: var(--kern-loop);
}
@media (prefers-color-scheme: dark) {
  :root { --kern-action: var(--kern-blue-2); }
}
@media (prefers-color-scheme: light) {
  :root { --kern-action: var(--kern-blue-1); }
}
.kern-thing { color: red; }
"""


def test_only_what_is_used_is_taken_and_references_are_resolved() -> None:
    ours = "a { color: var(--kern-action, blue); margin: var(--kern-space) }"

    assert tokens_css(KERN, ours) == ":root {\n  --kern-action: light-dark(#00f, #99f);\n  --kern-space: 8px;\n}\n"


def test_a_token_that_kern_does_not_have_is_left_to_its_fallback() -> None:
    assert tokens_css(KERN, "a { color: var(--kern-new, blue) }") == ":root {\n\n}\n"


def test_a_token_that_refers_to_itself_ends() -> None:
    assert "--kern-loop" in tokens_css(KERN, "a { color: var(--kern-loop) }")


def test_without_the_package_the_sheet_is_empty(tmp_path: Path) -> None:
    write_tokens(tmp_path / "missing", [], tmp_path / "tokens.css")

    assert (tmp_path / "tokens.css").read_text() == ":root {\n}\n"


def test_the_file_is_written_only_when_it_changes(tmp_path: Path) -> None:
    (tmp_path / "kern.css").write_text(KERN)
    sheet, target = tmp_path / "our.css", tmp_path / "out" / "tokens.css"
    sheet.write_text("a { color: var(--kern-action) }")
    write_tokens(tmp_path, [sheet], target)
    before = target.stat().st_mtime_ns

    write_tokens(tmp_path, [sheet], target)
    assert target.stat().st_mtime_ns == before

    sheet.write_text("a { margin: var(--kern-space) }")
    write_tokens(tmp_path, [sheet], target)
    assert "8px" in target.read_text()


def test_the_real_package_gives_every_token_that_our_sheets_name() -> None:
    package = settings.BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist" / "kern.css"
    if not package.is_file():
        pytest.skip("KERN is not installed (npm ci)")
    ours = "".join(path.read_text() for path in SHEETS.glob("*.css"))

    sheet = tokens_css(package.read_text(), ours)

    assert sheet.count("--kern-") == len(set(re.findall(r"var\((--kern-[a-z0-9-]+)", ours)))
    assert "var(" not in sheet
    assert len(sheet) < 4000 < package.stat().st_size


def test_django_finds_the_sheet() -> None:
    assert finders.find("kern/tokens.css")
    assert not finders.find("kern/gibt-es-nicht.css")
