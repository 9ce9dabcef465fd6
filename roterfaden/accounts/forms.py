"""The forms of people."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import ErasedAs, Organisation, Person
from roterfaden.kit.html import clean_line


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """How somebody is called. Nothing else of a person can be set by a form."""

    language = forms.ChoiceField(label=_("Sprache unserer Mails"), choices=settings.LANGUAGES)

    class Meta:
        model = Person
        fields = ("pseudonym", "name", "language", "profile")
        labels = {"profile": _("Ich möchte eine öffentliche Seite mit meinen Beiträgen unter dem Pseudonym")}
        help_texts = {
            "pseudonym": _("Steht über Beiträgen, die Sie unter Pseudonym schreiben, auch über früheren."),
            "name": _("Steht nur über Beiträgen, die Sie unter Ihrem Namen schreiben."),
        }

    def clean_pseudonym(self) -> str:
        """One harmless line."""
        return _called(self.cleaned_data["pseudonym"])

    def clean_name(self) -> str:
        """One harmless line."""
        return _called(self.cleaned_data["name"])


class EraseForm(forms.Form):
    """What shall become of the words?"""

    words = forms.ChoiceField(
        label=_("Was soll aus Ihren Beiträgen werden?"),
        choices=[
            (ErasedAs.STAY.value, _("Sie bleiben stehen, unter „gelöschtes Konto“")),
            (ErasedAs.GO.value, _("Sie gehen mit: Titel und Text werden gelöscht")),
        ],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=_("Ja, alles über mich löschen. Das lässt sich nicht zurücknehmen."))


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """An association, a company, a school that somebody wants to speak for."""

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)

    class Meta:
        model = Organisation
        fields = ("name", "kind", "website")

    def clean_name(self) -> str:
        """One harmless line with letters in it; the address is made of it."""
        name = _called(self.cleaned_data["name"])
        if not slugify(name):
            raise forms.ValidationError(_("Bitte schreiben Sie den Namen der Organisation."))
        return name

    def clean_website(self) -> str:
        """A page that browsers open."""
        website = str(self.cleaned_data["website"])
        if website and not website.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Bitte schreiben Sie eine Adresse, die mit https:// beginnt."))
        return website

    def validate_unique(self) -> None:
        """An organisation that is here already is joined, not made twice."""


def _called(text: str) -> str:
    line = clean_line(text)
    if "@" in line:
        raise forms.ValidationError(_("Bitte keine Mailadresse: Der Name wird veröffentlicht."))
    return line
