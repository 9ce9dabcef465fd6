"""The tokens of KERN that our style sheets use, out of the npm package.

KERN's style sheet weighs 336 KB; our pages need some twenty of its tokens. They are read from the package (code of
others is never committed) and served as `kern/tokens.css`. A token that KERN gives two values, for light and dark,
becomes one `light-dark()`, so that a visitor's choice of theme needs nothing but `color-scheme`.
"""

from __future__ import annotations

import re
from pathlib import Path

SHEET = "kern.css"
_USED = re.compile(r"var\((--kern-[a-z0-9-]+)")
_TOKEN = re.compile(r"(--kern-[a-z0-9-]+)\s*:\s*([^;{}]+);")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LIGHT = re.compile(r"@media \(prefers-color-scheme: light\) \{\s*:root \{([^}]*)\}")
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}")
_ROOT = re.compile(r"^:root \{([^}]*)\}", re.MULTILINE)


def tokens_css(kern: str, ours: str) -> str:
    """A style sheet with the tokens of `kern` that `ours` uses, in the order of their names."""
    sheet = _COMMENT.sub("", kern)
    both = _tokens(_ROOT, sheet)
    light, dark = both | _tokens(_LIGHT, sheet), both | _tokens(_DARK, sheet)
    lines = [
        f"  {name}: {_value(_resolved(name, light), _resolved(name, dark))};"
        for name in sorted(set(_USED.findall(ours)))
        if name in light
    ]
    return ":root {\n" + "\n".join(lines) + "\n}\n"


def _tokens(blocks: re.Pattern[str], sheet: str) -> dict[str, str]:
    return {name: value.strip() for block in blocks.findall(sheet) for name, value in _TOKEN.findall(block)}


def _resolved(name: str, tokens: dict[str, str], depth: int = 10) -> str:
    """The value of a token without references to others."""
    value = tokens.get(name, "")
    while depth and (found := _USED.search(value)):
        value = value.replace(f"{found.group()})", tokens.get(found.group(1), ""))
        depth -= 1
    return value


def _value(light: str, dark: str) -> str:
    return light if light == dark else f"light-dark({light}, {dark})"


def write_tokens(package: Path, sheets: list[Path], target: Path) -> None:
    """Write `target` if it would change. Without the package it is empty: our sheets have a fallback for each token."""
    source = package / SHEET
    ours = "".join(sheet.read_text("utf-8") for sheet in sheets)
    text = tokens_css(source.read_text("utf-8"), ours) if source.is_file() else ":root {\n}\n"
    if target.is_file() and target.read_text("utf-8") == text:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.write_text(text, "utf-8")
    part.replace(target)
