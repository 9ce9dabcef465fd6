"""Translations without GNU gettext: German texts stand in the source, English ones in roterfaden/locale/en.

python -m tools.translations update    collect the texts, keep every translation, list what is missing
python -m tools.translations check     fail if a text is missing, unsure, left over or lost a placeholder
python -m tools.translations compile   write the .mo files that Django reads (they are never committed)
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "roterfaden"
LOCALE = PACKAGE / "locale"
TEMPLATE_ENDINGS = {".html", ".txt", ".xml"}
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    # names under which modules import them beside `_`
    **dict.fromkeys(("_lazy", "_now", "_t", "lazy")),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = "# Roter Faden (licence: see REUSE.toml)"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdrf]|%[sdrf]|\{\w*\}")


@dataclass(frozen=True)
class Text:
    """One text of the source: where it stands, the text (a pair with plural), its context."""

    place: str
    ids: str | tuple[str, ...]
    context: str | None


def texts(package: Path = PACKAGE) -> Iterator[Text]:
    """Every translatable text of the Python files and templates below `package`."""
    for path in sorted(package.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield from _texts_of_code(path)
        elif path.suffix in TEMPLATE_ENDINGS and "templates" in path.parts:
            yield from _texts_of_template(path)


def _texts_of_code(path: Path) -> Iterator[Text]:
    """Read from the syntax tree: Babel would take the "key" of `_(found["key"])` for a text."""
    calls = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call))
    for call in calls:
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in KEYWORDS:
            yield from _text_of_call(_place(path), call, KEYWORDS[name] or (1,))


def _text_of_call(place: str, call: ast.Call, arguments: tuple[object, ...]) -> Iterator[Text]:
    """The text of a call whose words stand in it as literals; `arguments` as in KEYWORDS."""
    words = [node.value if isinstance(node, ast.Constant) else None for node in call.args]
    spread = [entry if isinstance(entry, tuple) else (entry, "") for entry in arguments]
    found = [(role, words[number - 1] if number <= len(words) else None) for number, role in spread]
    if all(isinstance(word, str) and word for _role, word in found):
        ids = tuple(str(word) for role, word in found if not role)
        yield Text(place, ids if len(ids) > 1 else ids[0], next((str(word) for role, word in found if role), None))


def _texts_of_template(path: Path) -> Iterator[Text]:
    source = io.BytesIO(_as_python(path))
    for _line, ids, _comments, context in extract("python", source, keywords=KEYWORDS):  # type: ignore[arg-type]
        yield Text(_place(path), ids, context)


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def _as_python(path: Path) -> bytes:
    """A template as calls of gettext. Lines lose their indent: it means nothing here, but would be read as Python's."""
    from django.conf import settings

    if not settings.configured:
        settings.configure()
    from django.utils.translation.template import templatize

    python = templatize(path.read_text("utf-8"), origin=str(path))
    return b"# -*- coding: utf-8 -*-\n" + "\n".join(line.lstrip() for line in python.splitlines()).encode()


def collect(package: Path = PACKAGE) -> Catalog:
    """A catalogue of all texts, without translations."""
    result = Catalog(project="Roter Faden", charset="utf-8", fuzzy=False)
    for text in texts(package):
        flags = ["python-format"] if "%(" in str(text.ids) else []
        result.add(text.ids, locations=[(text.place, 0)], context=text.context, flags=flags)
    return result


def catalogues(locale: Path = LOCALE) -> Iterator[tuple[Path, Catalog]]:
    """Every .po file with its content."""
    for path in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale=path.parent.parent.name, domain="django", abort_invalid=True)


def faults(template: Catalog, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, one sentence each."""
    for message in template:
        if message.id:
            found = catalogue.get(message.id, message.context)
            yield from _faults_of(message, found)
    for message in catalogue:
        if message.id and template.get(message.id, message.context) is None:
            yield f"left over, no longer in the source: {message.id!r}"


def _faults_of(wanted: Message, found: Message | None) -> Iterator[str]:
    places = ", ".join(sorted({place for place, _line in wanted.locations}))
    if found is None:
        yield f"missing: {wanted.id!r} ({places}); run: make translations"
    elif not _complete(found):
        yield f"not translated: {wanted.id!r} ({places})"
    elif found.fuzzy:
        yield f"unsure (fuzzy): {wanted.id!r} ({places})"
    elif _placeholders(wanted.id) != _placeholders(found.string):
        yield f"other placeholders than the source: {wanted.id!r} ({places})"


def _complete(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return len(strings) >= (2 if isinstance(message.id, (tuple, list)) else 1) and all(strings)


def _placeholders(value: object) -> set[str]:
    parts = value if isinstance(value, (tuple, list)) else (value,)
    return {name for part in parts for name in PLACEHOLDER.findall(str(part).replace("%%", ""))}


def update() -> int:
    """Bring every .po file up to date. Translations that lost their text stay as comments at the end."""
    template = collect()
    for path, catalogue in catalogues():
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, include_lineno=False)
        missing = sum(1 for message in catalogue if message.id and not _complete(message))
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {missing} without translation")
    return 0


def check() -> int:
    """Name every fault; 1 if there is one."""
    template, count = collect(), 0
    for path, catalogue in catalogues():
        for fault in faults(template, catalogue):
            print(f"{path.relative_to(ROOT)}: {fault}")
            count += 1
    print(f"{len(template)} texts, {count} faults in the translations")
    return 1 if count else 0


def compile_all() -> int:
    """Write a .mo file beside every .po file."""
    for path, catalogue in catalogues():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        print(f"{path.with_suffix('.mo').relative_to(ROOT)}: {len(catalogue)} texts")
    return 0


def new(language: str) -> int:
    """Begin a language: an empty .po file with all texts."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = Catalog(locale=language, header_comment=HEADER, project="roterfaden", version="1", fuzzy=False)
    catalogue.last_translator, catalogue.language_team, catalogue.msgid_bugs_address = "", "", ""
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    with path.open("wb") as file:
        write_po(file, catalogue)
    return update()


def main(arguments: list[str]) -> int:
    """Run one of the actions."""
    actions = {"update": update, "check": check, "compile": compile_all}
    if len(arguments) == 2 and arguments[0] == "new":
        return new(arguments[1])
    if len(arguments) != 1 or arguments[0] not in actions:
        print(__doc__)
        return 2
    return actions[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
