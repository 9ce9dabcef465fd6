"""Tags of the design: pagination, fields, menus."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.design import navigation
from roterfaden.design.navigation import Entry, Link
from roterfaden.design.templatetags.design import guess, near_day, query, segment


def render(text: str, address: str = "/rat/", **context: Any) -> str:
    """A template with the design's tags, for a visitor of `address`."""
    request = RequestFactory().get(address)
    return Template("{% load design %}" + text).render(Context({"request": request, **context}))


class Form(forms.Form):
    name = forms.CharField(label="Name", help_text="Wie Sie heißen")
    mail = forms.EmailField(label="E-Mail", required=False)
    kind = forms.ChoiceField(label="Art", choices=[("a", "Erste"), ("b", "Zweite")], widget=forms.RadioSelect)


def test_one_page_needs_no_pagination() -> None:
    assert render("{% pagination page %}", page=Paginator(range(5), 10).page(1)).strip() == ""


def test_pagination_names_the_list_marks_the_page_and_keeps_the_filter() -> None:
    html = render(
        "{% pagination page %}", "/rat/?art=Antrag&art=Anfrage&seite=3", page=Paginator(range(90), 10).page(3)
    )

    assert 'aria-label="Seiten der Liste"' in html
    assert '<b aria-current="page"><span class="vh">Seite </span>3</b>' in html
    assert 'rel="next" href="?art=Antrag&amp;art=Anfrage&amp;seite=4"' in html
    assert 'rel="prev" href="?art=Antrag&amp;art=Anfrage&amp;seite=2"' in html


def test_the_first_page_has_the_plain_address() -> None:
    html = render("{% pagination page %}", "/rat/?seite=2", page=Paginator(range(30), 10).page(2))

    assert 'rel="prev" href="?"' in html


def test_long_lists_leave_a_gap() -> None:
    assert "…" in render("{% pagination page %}", page=Paginator(range(900), 10).page(40))


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_query_survives_any_value(name: str, value: str) -> None:
    request = RequestFactory().get("/", {"q": "ü&=", "x": "1"})

    assert query({"request": request}, x=value, **{"y" + name: value}).startswith("?q=%C3%BC%26%3D")


def test_a_field_ties_hint_and_error_to_its_widget() -> None:
    html = render("{% field form.name %}", form=Form({}))

    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<p class="error" id="id_name_error">' in html


def test_a_field_that_may_stay_empty_says_so_and_a_good_one_has_no_error() -> None:
    html = render("{% field form.mail %}", form=Form())

    assert "freiwillig" in html
    assert "aria-invalid" not in html


def test_choices_stand_in_a_group_with_a_legend() -> None:
    html = render("{% field form.kind %}", form=Form())

    assert "<legend>Art</legend>" in html
    assert html.count('type="radio"') == 2


def test_the_summary_of_errors_links_to_each_field() -> None:
    html = render("{% form_errors form %}", form=Form({"mail": "x"}))

    assert 'role="alert"' in html
    assert [name for name in ("name", "mail", "kind") if f'href="#id_{name}' in html] == ["name", "mail", "kind"]
    assert render("{% form_errors form %}", form=Form()).strip() == ""


def test_a_menu_shows_only_rooms_that_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {"a": Entry("Gibt es nicht", "room:nowhere"), "b": Entry("Suche", "search:search", order=1)}
    monkeypatch.setattr(navigation, "_ENTRIES", entries)

    assert navigation.links("main") == [Link("Suche", "/suche/")]
    with translation.override("en"):
        assert navigation.links("main") == [Link("Suche", "/en/suche/")]


def test_the_room_at_hand_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_ENTRIES", {"b": Entry("Suche", "search:search")})
    template = '{% menu "main" as links %}{% for link in links %}{{ link.current }} {{ link.here }}{% endfor %}'

    assert render(template, "/suche/") == "True True"
    assert render(template, "/suche/x") == "True False"
    assert render(template, "/") == "False False"


@given(st.text(max_size=80))
def test_a_guess_is_short_words(text: str) -> None:
    request = RequestFactory().get("/x/")
    request.path = f"/a/{text}"

    words = guess({"request": request})

    assert len(words) <= 60
    assert not set(words) & set("<>\"'&")


def test_a_near_day_has_its_weekday_a_far_one_its_year() -> None:
    now = timezone.localdate()

    assert near_day(now) == date_format(now, "D, j.n.")
    assert near_day(now - timedelta(days=400)).endswith(str((now - timedelta(days=400)).year))
    assert near_day(None) == ""
    with translation.override("en"):
        assert near_day(now) == date_format(now, "D j M")


def test_the_line_meets_the_next_station_where_it_sits() -> None:
    first, second = segment(0, decision=False, then=True), segment(1, decision=True, then=None)

    assert first["there"] == second["here"]
    assert second["last"]
