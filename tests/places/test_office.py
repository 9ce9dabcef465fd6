"""Districts and streets in the back office: who may, two at once, a list with wrong rows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from roterfaden.places import actions
from roterfaden.places.models import District, Street
from roterfaden.places.signals import districts_changed
from tests.accounts.factories import make_user
from tests.places.factories import collection, feature, make_city, make_district, make_street, square

pytestmark = pytest.mark.django_db
DISTRICT, STREET = "wagtailsnippets_places_district", "wagtailsnippets_places_street"
STREETS, TAKE_OVER = "/verwaltung/orte/strassen/", "/verwaltung/orte/strassen/uebernehmen/"


@pytest.fixture(autouse=True)
def without_second_factor(settings: Any) -> None:
    """Tests of the second factor stand elsewhere."""
    settings.STAFF_MFA = False


@pytest.fixture
def editor(client: Client) -> Client:
    """Somebody who may."""
    client.force_login(make_user("ada", "Veröffentlichung"))
    return client


@pytest.fixture
def stranger() -> Client:
    """Somebody of the staff who may not."""
    found = Client()
    found.force_login(make_user("rat", "Ratsbüro"))
    return found


def fields(district: District, **changes: Any) -> dict[str, Any]:
    """The form of a district as the browser sends it."""
    values = {"number": district.number, "name": district.name, "parts": "\n".join(district.parts)}
    return {**values, "schematic_x": "", "schematic_y": "", "edited": district.version, **changes}


def edit(client: Client, district: District, **changes: Any) -> Any:
    """Save a district."""
    return client.post(reverse(f"{DISTRICT}:edit", args=[district.pk]), fields(district, **changes))


def csv(text: str) -> SimpleUploadedFile:
    """A file to upload."""
    return SimpleUploadedFile("strassen.csv", text.encode(), "text/csv")


def test_a_district_is_made_with_an_address_of_its_own(editor: Client) -> None:
    values = fields(District(number=7, name="Süd stadt", other_names=["Süd"]), schematic_x="0,4", schematic_y="0.5")

    answer = editor.post(reverse(f"{DISTRICT}:add"), values)

    assert answer.status_code == 302
    found = District.objects.get()
    assert (found.slug, found.other_names, found.schematic_x) == ("sued-stadt", ["Süd"], 0.4)


def test_a_district_is_changed_and_keeps_its_address(editor: Client) -> None:
    district = make_district()

    assert edit(editor, district, name="Linden", parts="Limmer\n\n Limmer \nSüd").status_code == 302

    district.refresh_from_db()
    assert (district.name, district.slug, district.other_names) == ("Linden", "linden-limmer", ["Limmer", "Süd"])
    assert district.version == 2


def test_the_second_of_two_editors_is_shown_what_the_first_saved(editor: Client) -> None:
    district = make_district()
    edit(editor, district, name="Linden")

    answer = edit(editor, district, name="Limmer")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Jemand anders hat inzwischen gespeichert. Dort steht jetzt: Name: Linden" in page
    assert 'value="Limmer"' in page
    assert District.objects.get().name == "Linden"
    assert edit(editor, District.objects.get(), name="Limmer").status_code == 302
    assert District.objects.get().name == "Limmer"


def test_borders_come_as_a_file_and_can_be_taken_out(editor: Client) -> None:
    district = make_district()
    for value in (feature(1), collection(feature(1)), feature(1)["geometry"]):
        file = SimpleUploadedFile("x.json", json.dumps(value).encode())
        edit(editor, District.objects.get(), borders=file)
        assert District.objects.get().geometry == {"type": "Polygon", "coordinates": [square(9.7, 52.3)]}
        assert District.objects.get().outline
        edit(editor, District.objects.get(), without_borders="on")
        assert District.objects.get().geometry is None
        assert District.objects.get().outline is None
    district.refresh_from_db()
    assert district.version == 7


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"type": "Point", "coordinates": [1, 2]}', b"\xff", b"null"])
def test_a_file_that_is_no_area_is_refused(editor: Client, body: bytes) -> None:
    answer = edit(editor, make_district(), borders=SimpleUploadedFile("x.json", body))

    assert answer.status_code == 200
    assert District.objects.get().geometry is None


@pytest.mark.parametrize(
    "changes",
    [
        {"schematic_x": "2", "schematic_y": "0.5"},
        {"schematic_x": "0.5"},
        {"schematic_x": "nan", "schematic_y": "0.1"},
        {"number": "-1"},
        {"number": ""},
        {"name": ""},
        {"parts": "x\n" * 10 + "y" * 101},
    ],
)
def test_wrong_values_are_refused(editor: Client, changes: dict[str, str]) -> None:
    answer = edit(editor, make_district(), **changes)

    assert answer.status_code == 200
    assert District.objects.get().version == 1


def test_nobody_deletes_a_district(editor: Client, client: Client) -> None:
    district = make_district()
    client.force_login(make_user("root", superuser=True))

    assert client.post(reverse(f"{DISTRICT}:delete", args=[district.pk])).status_code in {302, 403, 404}
    client.post(f"/verwaltung/bulk/places/district/delete/?id={district.pk}")
    assert District.objects.filter(pk=district.pk).exists()


def test_streets_are_listed_found_made_changed_and_deleted(editor: Client) -> None:
    city = make_city()
    make_street("Georgstraße", city[0])
    editor.post(reverse(f"{STREET}:add"), {"name": "Limmerstraße", "district": city[2].pk})
    street = Street.objects.get(name="Limmerstraße")

    page = editor.get(reverse(f"{STREET}:list"), {"q": "limmer"}).content.decode()
    assert "Limmerstraße" in page
    assert "Georgstraße" not in page
    editor.post(reverse(f"{STREET}:edit", args=[street.pk]), {"name": "Limmerweg", "district": city[0].pk})
    street.refresh_from_db()
    assert (street.key, street.district_id) == ("limmerweg", city[0].pk)
    editor.post(reverse(f"{STREET}:delete", args=[street.pk]))
    assert not Street.objects.filter(pk=street.pk).exists()


def test_several_streets_leave_at_once_by_our_action(editor: Client) -> None:
    city = make_city()
    streets = [make_street(name, city[0]) for name in ("Aweg", "Bweg", "Cweg")]
    told: list[list[int]] = []

    def hear(keys: list[int], **_more: object) -> None:
        told.append(keys)

    districts_changed.connect(hear)
    editor.post(f"/verwaltung/bulk/places/street/delete/?id={streets[0].pk}&id={streets[1].pk}&next=/verwaltung/")
    districts_changed.disconnect(hear)

    assert list(Street.objects.all()) == [streets[2]]
    assert told == [[city[0].pk]] * 2


def test_the_same_street_twice_in_a_district_is_refused(editor: Client) -> None:
    street = make_street()

    answer = editor.post(reverse(f"{STREET}:add"), {"name": street.name, "district": street.district_id})

    assert answer.status_code == 200
    assert Street.objects.count() == 1


def test_a_list_is_shown_before_it_is_taken_over(editor: Client) -> None:
    make_city()
    text = "Straße;Bezirk\nGeorgstraße;1\nUnbekannt;99\nLimmerstraße;3\n"

    page = editor.post(STREETS, {"file": csv(text)}).content.decode()

    assert "2 Straßen kommen dazu" in page
    assert "1 Zeile ist falsch" in page
    assert "„99“ ist nicht bekannt" in page
    assert Street.objects.count() == 0
    carried = page.split('name="packed" value="')[1].split('"')[0]
    for _twice in range(2):
        assert editor.post(TAKE_OVER, {"packed": carried}).status_code == 302
        assert Street.objects.count() == 2


def test_a_list_can_replace_what_was_there(editor: Client) -> None:
    make_street("Altstraße", make_city()[0])

    page = editor.post(STREETS, {"file": csv("Straße;Bezirk\nGeorgstraße;1\n"), "replace": "on"}).content.decode()
    assert "1 wird entfernt" in page
    carried = page.split('name="packed" value="')[1].split('"')[0]
    editor.post(TAKE_OVER, {"packed": carried, "replace": "True"})

    assert list(Street.objects.values_list("name", flat=True)) == ["Georgstraße"]


@pytest.mark.parametrize("text", ["", "a;b;c\n", 'Straße;Bezirk\n"' + "x" * 200_000])
def test_a_file_that_is_no_list_is_refused(editor: Client, text: str) -> None:
    make_city()

    answer = editor.post(STREETS, {"file": csv(text)})

    assert answer.status_code == 200
    assert "error" in answer.content.decode()


@pytest.mark.parametrize("packed", ["", "x", "AAAA", "eJwDAAAAAAE=", "ä"])
def test_a_preview_that_was_tampered_with_changes_nothing(editor: Client, packed: str) -> None:
    make_city()

    assert editor.post(TAKE_OVER, {"packed": packed}).status_code == 302
    assert Street.objects.count() == 0


def test_wrong_methods(editor: Client) -> None:
    assert editor.get(TAKE_OVER).status_code == 405
    assert editor.put(STREETS).status_code == 405


def test_strangers_may_not(stranger: Client, client: Client) -> None:
    district = make_district()
    addresses = [reverse(f"{DISTRICT}:add"), reverse(f"{DISTRICT}:edit", args=[district.pk])]
    addresses += [reverse(f"{STREET}:add"), STREETS, TAKE_OVER]

    for address in addresses:
        assert client.post(address).status_code == 302, address
        answer = stranger.post(address, fields(district, name="Anders"))
        assert answer.status_code in {302, 403}, address
    assert District.objects.get().name == "Linden-Limmer"


def test_actions_ask_for_the_permission() -> None:
    user, street = make_user("kim"), make_street()
    district = street.district

    for forbidden in (
        lambda: actions.add_district(user, District(number=3, name="x")),
        lambda: actions.save_district(user, district, 1),
        lambda: actions.save_street(user, street),
        lambda: actions.delete_street(user, street),
    ):
        with pytest.raises(PermissionDenied):
            forbidden()
    assert Street.objects.count() == 1
