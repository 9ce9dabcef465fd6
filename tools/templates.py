"""Template checks: they compile, and no public one has inline script, style or handlers (our CSP would block them).

python -m tools.templates     name every breach; exit code 1 if there is one
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "roterfaden"
#: Data blocks are no scripts: the browser does not run them.
_DATA_TYPES = r"""(?![^>]*\btype=["']application/(?:ld\+)?json["'])"""
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"<script\b(?![^>]*\bsrc=){_DATA_TYPES}", re.IGNORECASE), "inline script"),
    (re.compile(r"<style\b", re.IGNORECASE), "inline style sheet"),
    (re.compile(r"<[^>{]*\sstyle\s*=", re.IGNORECASE), "style attribute"),
    (re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE), "event handler attribute"),
    (re.compile(r"(?:src|href)\s*=\s*[\"']javascript:", re.IGNORECASE), "address that is a script"),
    (re.compile(r"<(?:script|img|iframe|link)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE), "foreign host"),
    (re.compile(r"\|safe\b|\{%\s*autoescape off"), "escaping switched off"),
    (re.compile(r"\bas(?:var)? heading\b"), "variable that takes the <h1> from Wagtail's header"),
    (re.compile(r"\starget=[\"']_blank", re.IGNORECASE), "opens a window of its own"),
)
#: (template, rule): why it is right there.
EXCEPTIONS = {
    ("roterfaden/accounts/templates/mfa/totp/activate_form.html", "escaping switched off"): "allauth draws the QR code",
    ("roterfaden/threads/templates/threads/embed.html", "opens a window of its own"): "the page around it stays",
    ("roterfaden/strategy/templates/strategy/indicator_embed.html", "opens a window of its own"): "the same",
    (
        "roterfaden/participation/modules/survey/templates/surveys/frame.html",
        "opens a window of its own",
    ): "the same",
}
_COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", re.DOTALL)


def templates() -> list[Path]:
    """All templates of ours."""
    return sorted(path for path in PACKAGE.rglob("templates/**/*") if path.suffix in {".html", ".txt", ".xml"})


def breaches_of(text: str) -> Iterator[str]:
    """The rules that a template's text breaks, with the line."""
    clean = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    for pattern, rule in RULES:
        for match in pattern.finditer(clean):
            yield f"{clean[: match.start()].count(chr(10)) + 1}: {rule}"


def compile_faults(paths: list[Path]) -> Iterator[str]:
    """Templates that Django cannot compile."""
    import django
    from django.template import TemplateSyntaxError, engines

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    django.setup()
    for path in paths:
        try:
            engines["django"].from_string(path.read_text("utf-8"))
        except TemplateSyntaxError as error:
            yield f"{path.relative_to(ROOT)}: {error}"


def _breaches_in(path: Path) -> Iterator[str]:
    name = path.relative_to(ROOT).as_posix()
    for breach in breaches_of(path.read_text("utf-8")):
        if (name, breach.split(": ", 1)[1]) not in EXCEPTIONS:
            yield f"{name}:{breach}"


def main() -> int:
    """Print the breaches."""
    paths = templates()
    found = list(compile_faults(paths))
    for path in paths:
        if path.suffix == ".html":
            found += _breaches_in(path)
    for breach in found:
        print(breach)
    print(f"{len(paths)} templates, {len(found)} breaches")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
