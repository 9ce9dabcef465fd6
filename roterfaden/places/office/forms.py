"""Forms of the back office."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from roterfaden.kit.json import JsonError, parse
from roterfaden.places.geojson import MOST_BYTES, BadFile, geometry_of
from roterfaden.places.models import District
from roterfaden.places.streetlist import MOST_BYTES as MOST_LIST_BYTES

MOST_NAMES, LONGEST_NAME = 60, 100
#: What a preview may carry to its confirmation: Django takes 2.5 MB of fields.
MOST_CARRIED = 2_000_000


class DistrictForm(WagtailAdminModelForm):
    """A district. Borders come as a GeoJSON file."""

    parts = forms.CharField(
        label=gettext_lazy("Weitere Namen, z. B. Stadtteile"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=gettext_lazy("Einer je Zeile. Unter ihnen wird der Stadtbezirk gefunden und in Texten erkannt."),
    )
    schematic_x = forms.FloatField(
        label=gettext_lazy("waagerecht"), required=False, localize=True, min_value=0, max_value=1
    )
    schematic_y = forms.FloatField(
        label=gettext_lazy("senkrecht"), required=False, localize=True, min_value=0, max_value=1
    )
    borders = forms.FileField(
        label=gettext_lazy("Grenzen (GeoJSON)"),
        required=False,
        help_text=gettext_lazy("Eine Fläche in Längen- und Breitengraden (WGS 84). Leer: Die Grenzen bleiben."),
    )
    without_borders = forms.BooleanField(label=gettext_lazy("Grenzen entfernen"), required=False)
    edited = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].initial = "\n".join(self.instance.parts)
        self.fields["edited"].initial = self.instance.version

    def clean_parts(self) -> list[str]:
        """The lines, each once."""
        names = list(dict.fromkeys(name for line in self.cleaned_data["parts"].splitlines() if (name := line.strip())))
        if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(
                _("Höchstens {count} Namen mit je {length} Zeichen.").format(count=MOST_NAMES, length=LONGEST_NAME)
            )
        return names

    def clean_borders(self) -> Any:
        """The checked geometry and its outline; None without a file."""
        file = self.cleaned_data.get("borders")
        if not file:
            return None
        if file.size > MOST_BYTES:
            raise ValidationError(_("Die Datei ist größer als 20 MB."))
        try:
            return geometry_of(_single(parse(file.read())))
        except (BadFile, JsonError) as error:
            raise ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        """Both coordinates or none."""
        data: dict[str, Any] = super().clean()
        if (data.get("schematic_x") is None) != (data.get("schematic_y") is None):
            raise ValidationError(_("Die Lage im Schema braucht beide Zahlen, oder keine."))
        return data

    def fill(self) -> District:
        """The district with what was typed, not yet written."""
        district: District = self.instance
        district.other_names = self.cleaned_data["parts"]
        if self.cleaned_data["without_borders"]:
            district.geometry = district.outline = None
        if found := self.cleaned_data["borders"]:
            district.geometry, district.outline = found
        return district


def _single(value: Any) -> Any:
    """The geometry of a file with one: itself, that of a Feature, that of a collection of one."""
    if isinstance(value, dict) and value.get("type") == "FeatureCollection":
        features = value.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise BadFile(_("Die Datei muss genau eine Fläche enthalten; für alle zugleich gibt es import_districts."))
        value = features[0]
    if isinstance(value, dict) and value.get("type") == "Feature":
        return value.get("geometry")
    return value


class StreetsForm(forms.Form):
    """A list of streets to look at before it is taken over."""

    file = forms.FileField(
        label=gettext_lazy("CSV-Datei"),
        help_text=gettext_lazy("Mit den Spalten „Straße“ und „Stadtbezirk“ (Nummer, Name oder Stadtteil)."),
    )
    replace = forms.BooleanField(label=gettext_lazy("Straßen entfernen, die nicht in der Datei stehen"), required=False)

    def clean_file(self) -> bytes:
        """Its content."""
        file = self.cleaned_data["file"]
        if file.size > MOST_LIST_BYTES:
            raise ValidationError(_("Die Datei ist größer als 20 MB."))
        return bytes(file.read())


class ConfirmForm(forms.Form):
    """The list as the preview carried it, packed. It is read anew: nothing of it is trusted."""

    packed = forms.CharField(widget=forms.HiddenInput, max_length=MOST_CARRIED)
    replace = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def clean_packed(self) -> bytes:
        """The content; never more than a file may have."""
        unpacker = zlib.decompressobj()
        try:
            body = unpacker.decompress(base64.b64decode(self.cleaned_data["packed"], validate=True), MOST_LIST_BYTES)
        except (zlib.error, binascii.Error, ValueError):
            raise ValidationError(
                _("Die Vorschau ist beschädigt. Bitte laden Sie die Datei noch einmal hoch.")
            ) from None
        return body


def packed(body: bytes) -> str:
    """A list for the confirmation; empty where it is too large to be carried."""
    text = base64.b64encode(zlib.compress(body, 6)).decode()
    return text if len(text) <= MOST_CARRIED else ""
