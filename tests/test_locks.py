"""Lock file hygiene: what is in the repository, and what would be caught."""

from __future__ import annotations

import json

import pytest

from tools.locks import breaches, npm_breaches, uv_breaches


def test_the_lock_files_name_only_public_hosts_and_no_path() -> None:
    assert breaches() == []


@pytest.mark.parametrize(
    "line",
    [
        'source = { registry = "https://mirror.example.org/simple" }',
        'url = "http://files.pythonhosted.org/packages/a.whl"',
        'url = "https://files.pythonhosted.org.example.org/a.whl"',
        'url = "https://user@files.pythonhosted.org/a.whl"',
        'source = { registry = "/srv/packages/simple" }',
        'source = { editable = "../other" }',
        'path = "file:///srv/a.whl"',
    ],
)
def test_another_host_or_a_path_in_uv_lock_is_named(line: str) -> None:
    assert list(uv_breaches(f"version = 1\n{line}\n"))


def test_the_projects_own_entry_in_uv_lock_is_no_path() -> None:
    assert list(uv_breaches('source = { editable = "." }\n')) == []


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("node_modules/a", {"version": "1.0.0", "integrity": "sha512-x", "resolved": "https://example.org/a.tgz"}),
        ("node_modules/a", {"version": "1.0.0"}),
        ("node_modules/a", {"version": "1.0.0", "integrity": "sha512-x", "link": True}),
        ("../a", {"version": "1.0.0", "integrity": "sha512-x"}),
        ("", {"dependencies": {"a": "git+ssh://example.org/a.git"}}),
        ("", {"dependencies": {"a": "file:../a"}}),
    ],
)
def test_an_origin_or_a_path_in_npms_lock_is_named(name: str, entry: dict[str, object]) -> None:
    assert list(npm_breaches(json.dumps({"packages": {name: entry}})))


def test_a_plain_entry_in_npms_lock_is_fine() -> None:
    entry = {"version": "1.0.0", "integrity": "sha512-x", "funding": {"url": "https://example.org"}}
    assert list(npm_breaches(json.dumps({"packages": {"node_modules/a": entry}}))) == []
