"""Borders from a file: kept simple, drawn, and never trusted."""

from __future__ import annotations

import json
from io import StringIO
from math import cos, pi, sin
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from roterfaden.methods.lines import simplified
from roterfaden.places.borders import borders
from roterfaden.places.citymap import city_map
from roterfaden.places.geojson import DRAWN_POINTS, BadFile, outline, read
from roterfaden.places.models import District
from tests.places.factories import collection, feature, make_city, make_district, square

pytestmark = pytest.mark.one_database

TWO = collection(feature(1, "Mitte", square(9.7, 52.3)), feature("02", "Nord", square(9.8, 52.3)))


def parsed(value: Any) -> Any:
    """What a file with this value gives."""
    return read(json.dumps(value).encode())


def run(tmp_path: Path, value: Any, *options: str) -> str:
    """What the command says about it."""
    path, out = tmp_path / "bezirke.json", StringIO()
    path.write_text(json.dumps(value), "utf-8")
    call_command("import_districts", str(path), *options, stdout=out)
    return out.getvalue()


def circle(points: int) -> list[list[float]]:
    """A ring of many points."""
    ring = [[9.7 + sin(2 * pi * n / points) / 20, 52.3 + cos(2 * pi * n / points) / 30] for n in range(points)]
    return [*ring, ring[0]]


def test_numbers_and_names_are_read() -> None:
    found = parsed(TWO)

    assert [(row.number, row.name) for row in found.features] == [(1, "Mitte"), (2, "Nord")]
    assert found.refused == ()


BAD_GEOMETRIES: list[Any] = [
    None,
    {"type": "Point", "coordinates": [9, 52]},
    {"type": "Polygon"},
    {"type": "Polygon", "coordinates": []},
    {"type": "Polygon", "coordinates": [[]]},
    {"type": "Polygon", "coordinates": [[[9, 52], [9, 53]]]},
    {"type": "Polygon", "coordinates": [[[9, 52], [9, 53], [9, 54], [9, 52]]]},
    {"type": "Polygon", "coordinates": [[[9, 52], ["9", 53], [10, 54]]]},
    {"type": "Polygon", "coordinates": [[[9, 52], [True, 53], [10, 54]]]},
    {"type": "Polygon", "coordinates": [[[9, 52], [9, 153], [10, 54]]]},
    {"type": "Polygon", "coordinates": [[[550000, 5800000], [550001, 5800000], [550001, 5800001]]]},
    {"type": "Polygon", "coordinates": [[[9], [10], [11]]]},
    {"type": "Polygon", "coordinates": {"0": 1}},
    {"type": "MultiPolygon", "coordinates": [[[[9, 52], [9, 53], [10, 54]]], 7]},
    {"type": "MultiPolygon", "coordinates": [[square(9, 52)] * 501]},
    {"type": "GeometryCollection", "geometries": []},
    {"type": ["Polygon"], "coordinates": []},
    "Polygon",
]


@pytest.mark.parametrize("geometry", BAD_GEOMETRIES)
def test_a_bad_geometry_refuses_its_feature_alone(geometry: Any) -> None:
    found = parsed(collection(feature(1), feature(2) | {"geometry": geometry}, feature(3)))

    assert [row.number for row in found.features] == [1, 3]
    assert [row.place for row in found.refused] == [2]


@pytest.mark.parametrize("number", [-1, 99999, 10**400, "x", 1.5, True, [1], {"a": 1}])
def test_a_number_that_is_none_refuses_its_feature(number: Any) -> None:
    assert parsed(collection(feature(number, "Mitte"))).refused[0].place == 1


@pytest.mark.parametrize("raw", [1, None, [], {}, {"type": "Feature"}, feature(None, None), feature(None, 7)])  # type: ignore[arg-type]
def test_what_is_no_district_is_refused(raw: Any) -> None:
    assert [row.place for row in parsed(collection(raw)).refused] == [1]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"type": "FeatureCollection"}',
        b'{"type": "FeatureCollection", "features": {}}',
        b'{"type": "FeatureCollection", "features": [NaN]}',
        b"[" * 100_000,
        b'{"type": "FeatureCollection", "features": [' + b"1," * 600 + b"1]}",
        b"\xff\xfe\x00",
    ],
)
def test_a_bad_file_is_refused_whole(body: bytes) -> None:
    with pytest.raises(BadFile):
        read(body)


def test_too_many_points_refuse() -> None:
    assert parsed(collection(feature(1, ring=circle(50_100)))).refused
    with pytest.raises(BadFile, match="zu viele Punkte"):
        parsed(collection(*(feature(n, ring=circle(49_000)) for n in range(1, 11))))


def test_the_outline_has_few_points() -> None:
    drawn = outline({"type": "Polygon", "coordinates": [circle(20_000)]})

    assert 20 < sum(map(len, drawn)) <= DRAWN_POINTS


def test_a_line_that_never_ends_to_turn_does_not_take_for_ever() -> None:
    zigzag = [[9 + n / 50_000, 52 + (n % 2) / 10] for n in range(49_000)]

    assert sum(map(len, outline({"type": "Polygon", "coordinates": [[*zigzag, zigzag[0]]]}))) > 2


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=4, max_size=60), st.floats(0, 0.5))
def test_simplifying_keeps_only_points_that_were_there(ring: list[tuple[float, float]], tolerance: float) -> None:
    kept = simplified([*ring, ring[0]], tolerance)

    assert set(kept) <= set(ring)
    assert kept[0] == ring[0]


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(["Polygon", "Feature"]),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["type", "geometry", "coordinates", "properties", "number"]), inner)
        ),
        max_leaves=20,
    )
)
def test_any_value_gives_features_or_a_reason(value: Any) -> None:
    try:
        found = parsed(collection(value))
    except BadFile:
        return
    assert len(found.features) + len(found.refused) == 1


@pytest.mark.django_db
def test_the_map_shows_borders_once_all_districts_have_some(tmp_path: Path, client: Client) -> None:
    make_district("Mitte", number=1, schematic_x=0.2, schematic_y=0.5)
    make_district("Nord", number=2, schematic_x=0.8, schematic_y=0.5)
    assert "Schematisch" in client.get("/stadtbezirke/").content.decode()

    assert "geändert: 2" in run(tmp_path, TWO)

    page = client.get("/stadtbezirke/").content.decode()
    assert "Schematisch" not in page
    assert "Grenzen, vereinfacht gezeichnet." in page
    assert '<li><a href="/stadtbezirke/nord">Nord</a></li>' in client.get("/stadtbezirke/mitte").content.decode()


def test_who_shares_a_border_lies_beside_however_each_was_simplified() -> None:
    shared = [[9.8 + sin(n / 9) / 300, 52.3 + n / 2000] for n in range(200)]
    left = [[9.7, 52.3], *shared, [9.7, shared[-1][1]], [9.7, 52.3]]
    right = [*reversed(shared), [9.9, 52.3], [9.9, shared[-1][1]], shared[-1]]
    far = [[9.99, 52.3], [10.1, 52.3], [10.1, 52.4], [9.99, 52.3]]

    drawn = borders([outline({"type": "Polygon", "coordinates": [ring]}) for ring in (left, right, far)])

    assert drawn is not None
    assert [sorted(shape.beside) for shape in drawn.shapes] == [[1], [0], []]


@pytest.mark.django_db
def test_with_borders_of_some_the_scheme_stays() -> None:
    make_city()
    District.objects.filter(number=1).update(outline=[square(9, 52)])

    drawn = city_map(list(District.objects.all()))

    assert drawn is not None
    assert drawn.schematic
    assert len(drawn.areas) == 5


@pytest.mark.django_db
def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    assert "neu: 2" in run(tmp_path, TWO)
    versions = list(District.objects.values_list("number", "slug", "version"))

    assert "neu: 0, geändert: 0, unverändert: 2" in run(tmp_path, TWO)
    assert list(District.objects.values_list("number", "slug", "version")) == versions


@pytest.mark.django_db
def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    assert "neu: 2" in run(tmp_path, TWO, "--dry-run")
    assert District.objects.count() == 0


@pytest.mark.django_db
def test_a_district_twice_or_without_name_is_refused(tmp_path: Path) -> None:
    said = run(tmp_path, collection(feature(1, "Mitte"), feature(1, "Mitte"), feature(7), feature(None, "Nirgends")))

    assert "Fläche 2: der Stadtbezirk 1 steht mehrmals" in said
    assert "Fläche 3: diesen Stadtbezirk gibt es nicht" in said
    assert "Fläche 4: diesen Stadtbezirk gibt es nicht" in said
    assert "neu: 1" in said


@pytest.mark.django_db
def test_names_with_the_same_address_get_two(tmp_path: Path) -> None:
    run(tmp_path, collection(feature(1, "Süd Stadt"), feature(2, "Süd-Stadt!")))

    assert set(District.objects.values_list("slug", flat=True)) <= {"sued-stadt", "sued-stadt-2"}


@pytest.mark.django_db
def test_a_file_without_a_district_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(tmp_path, collection(feature(1) | {"geometry": None}))
    with pytest.raises(CommandError):
        run(tmp_path, [])
