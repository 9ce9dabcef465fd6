"""Lists of the back office: districts, streets."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from roterfaden.places.actions import EDITED, Stale, add_district, delete_street, save_district, save_street
from roterfaden.places.models import District, Street
from roterfaden.places.office.forms import DistrictForm


class StayPolicy(ModelPermissionPolicy):
    """A district is never deleted: papers, threads and followers hang on it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As the role says, but no deletion."""
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether one of them is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)


class DistrictCreateView(CreateView):
    """A new district."""

    def save_instance(self) -> District:
        return add_district(self.request.user, self.form.fill())


class DistrictEditView(EditView):
    """A district; who saves an older version is shown what stands there now."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[no-any-return]
        except Stale as stale:
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(shown_difference(form, stale.now))  # type: ignore[no-any-return]

    def save_instance(self) -> District:
        version = self.form.cleaned_data["edited"]
        district: District = self.form.fill()
        return save_district(self.request.user, district, version if version is not None else -1)


def shown_difference(form: Any, now: District) -> Any:
    """The form with what somebody else saved in the meantime; saving again then counts."""
    typed = form.fill()
    shown = [name for name in EDITED if name not in ("geometry", "outline")]
    different = [name for name in shown if getattr(typed, name) != getattr(now, name)]
    labels = {field.name: field.verbose_name for field in District._meta.fields}
    stands = "; ".join(f"{labels[name]}: {_said(getattr(now, name))}" for name in different)
    form.add_error(
        None,
        _(
            "Jemand anders hat inzwischen gespeichert. Dort steht jetzt: {stands}. Noch einmal sichern ersetzt es."
        ).format(stands=stands or _("dasselbe, mit anderen Grenzen")),
    )
    form.data = form.data.copy()
    form.data["edited"] = str(now.version)
    return form


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "–" if value is None else str(value)


class DistrictViewSet(SnippetViewSet):
    """Districts with their parts of town, place in the scheme and borders."""

    model = District
    icon = "site"
    menu_label = gettext_lazy("Stadtbezirke")
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ("number", "name", "slug")
    add_view_class = DistrictCreateView
    edit_view_class = DistrictEditView
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("number"), FieldPanel("name"), FieldPanel("parts")], gettext_lazy("Namen")),
            MultiFieldPanel(
                [FieldPanel("schematic_x"), FieldPanel("schematic_y")],
                gettext_lazy("Lage im Schema (0 ist links und oben, 1 rechts und unten)"),
            ),
            MultiFieldPanel([FieldPanel("borders"), FieldPanel("without_borders")], gettext_lazy("Grenzen")),
            FieldPanel("edited", classname="w-hidden"),
        ],
        base_form_class=DistrictForm,
    )

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Nobody deletes a district."""
        return StayPolicy(District)


class StreetCreateView(CreateView):
    """A new street."""

    def save_instance(self) -> Street:
        return save_street(self.request.user, self.form.save(commit=False))


class StreetEditView(EditView):
    """A street."""

    def save_instance(self) -> Street:
        return save_street(self.request.user, self.form.save(commit=False))


class StreetDeleteView(DeleteView):
    """Out with it."""

    def delete_action(self) -> None:
        delete_street(self.request.user, self.object)


class StreetIndexView(IndexView):
    """Streets, and the way to bring a whole list in."""

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """With the import."""
        buttons: list[HeaderButton] = super().header_buttons
        if self.permission_policy.user_has_permission(self.request.user, "add"):
            address = reverse("places_office:streets")
            buttons.append(HeaderButton(_("Straßenverzeichnis einlesen"), url=address, icon_name="upload"))
        return buttons


class StreetViewSet(SnippetViewSet):
    """Which street lies in which district."""

    model = Street
    icon = "list-ul"
    menu_label = gettext_lazy("Straßen")
    copy_view_enabled = False
    list_display = ("name", "district")
    list_filter = ("district",)
    search_fields = ("name",)
    search_backend_name = None
    list_per_page = 50
    add_view_class = StreetCreateView
    edit_view_class = StreetEditView
    delete_view_class = StreetDeleteView
    index_view_class = StreetIndexView
    edit_handler = ObjectList([FieldPanel("name"), FieldPanel("district")])

    def get_queryset(self, request: Any) -> Any:
        """Each with its district, but without the borders."""
        return Street.objects.select_related("district").defer("district__geometry", "district__outline")


class PlacesGroup(SnippetViewSetGroup):
    """Places in the menu."""

    menu_label = gettext_lazy("Vor Ort")
    menu_icon = "site"
    menu_name = "orte"
    items = (DistrictViewSet, StreetViewSet)
