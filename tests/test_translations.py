"""The translation tool finds every text, keeps translations and names faults."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import translations


def make_package(folder: Path) -> Path:
    """A little package with texts in code and templates."""
    package = folder / "package"
    (package / "templates").mkdir(parents=True)
    (package / "code.py").write_text(
        "from django.utils.translation import gettext as _, ngettext\n"
        '_("Guten Tag")\nngettext("%(n)s Seite", "%(n)s Seiten", n)\n'
    )
    (package / "templates" / "page.html").write_text(
        "{% load i18n %}\n  <p>it's {% translate 'Zur Karte' %}</p>\n\t{% if x %}\n"
        "{% blocktranslate count n=n %}{{ n }} Sitzung{% plural %}{{ n }} Sitzungen{% endblocktranslate %}{% endif %}\n"
        '{% translate "Mai" context "Monat" %}\n'
    )
    return package


def make_code(folder: Path, code: str) -> Path:
    """A package of one Python file."""
    package = folder / "package"
    package.mkdir()
    (package / "code.py").write_text(code)
    return package


def make_catalogue(*entries: tuple[str | tuple[str, str], str | tuple[str, str]]) -> Catalog:
    """A catalogue with translations."""
    catalogue = Catalog(locale="en", fuzzy=False)
    for ids, strings in entries:
        catalogue.add(ids, strings)
    return catalogue


def test_texts_are_found_in_code_and_templates(tmp_path: Path) -> None:
    found = {(text.ids, text.context) for text in translations.texts(make_package(tmp_path))}
    assert found == {
        ("Guten Tag", None),
        (("%(n)s Seite", "%(n)s Seiten"), None),
        ("Zur Karte", None),
        (("%(n)s Sitzung", "%(n)s Sitzungen"), None),
        ("Mai", "Monat"),
    }


@pytest.mark.parametrize(
    "code",
    ['_(found["description"])', '_(f"{n} Tage")', "_(words)", "_()", '_("")', 'ngettext("ein Tag", plural, n)'],
)
def test_what_is_no_literal_is_no_text(tmp_path: Path, code: str) -> None:
    assert list(translations.texts(make_code(tmp_path, code))) == []


@pytest.mark.parametrize(
    ("code", "ids", "context"),
    [
        ('_("Guten "\n"Tag")', "Guten Tag", None),
        ('translation.gettext("Guten Tag")', "Guten Tag", None),
        ('pgettext_lazy("Person", "von")', "von", "Person"),
        ('npgettext("Anzahl", "Tag", "Tage", n)', ("Tag", "Tage"), "Anzahl"),
        ('_("Guten Tag, {name}").format(name=_(names[0]))', "Guten Tag, {name}", None),
    ],
)
def test_texts_of_code_are_its_literals(
    tmp_path: Path, code: str, ids: str | tuple[str, str], context: str | None
) -> None:
    found = [(text.ids, text.context) for text in translations.texts(make_code(tmp_path, code))]
    assert found == [(ids, context)]


def test_a_complete_catalogue_has_no_fault() -> None:
    entries = ("Guten Tag %(name)s", "Hello %(name)s"), (("ein Tag", "Tage"), ("one day", "days"))
    assert list(translations.faults(make_catalogue(*entries), make_catalogue(*entries))) == []


@pytest.mark.parametrize(
    ("translated", "fault"),
    [
        (make_catalogue(), "missing"),
        (make_catalogue(("Guten Tag %(name)s", "")), "not translated"),
        (make_catalogue(("Guten Tag %(name)s", "Hello %(nam)s")), "other placeholders"),
        (make_catalogue(("Guten Tag %(name)s", "Hello %(name)s"), ("Alt", "Old")), "left over"),
    ],
)
def test_faults_are_named(translated: Catalog, fault: str) -> None:
    found = list(translations.faults(make_catalogue(("Guten Tag %(name)s", "")), translated))
    assert len(found) == 1
    assert fault in found[0]


def test_an_unsure_translation_is_a_fault() -> None:
    translated = make_catalogue()
    translated.add("Tag", "Day", flags=["fuzzy"])
    assert "unsure" in next(translations.faults(make_catalogue(("Tag", "")), translated))


def test_a_missing_plural_is_a_fault() -> None:
    translated = make_catalogue((("ein Tag", "Tage"), ("one day", "")))
    assert "not translated" in next(translations.faults(make_catalogue((("ein Tag", "Tage"), ("", ""))), translated))


@pytest.mark.parametrize("alias", ["lazy", "_lazy", "_t", "_now"])
def test_texts_under_another_name_of_gettext_are_found(tmp_path: Path, alias: str) -> None:
    code = f'from django.utils.translation import gettext_lazy as {alias}\n{alias}("Neue Idee")\n'
    assert [text.ids for text in translations.texts(make_code(tmp_path, code))] == ["Neue Idee"]


def test_the_package_uses_no_name_of_gettext_that_the_tool_does_not_know() -> None:
    """A text under an unknown name would be missing in English without anybody being told."""
    unknown = set()
    for path in Path("roterfaden").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                unknown |= {
                    f"{path}: {name.asname}"
                    for name in node.names
                    if "gettext" in name.name and (name.asname or name.name) not in translations.KEYWORDS
                }
    assert unknown == set()
