"""The part of a form that says who speaks: mail address, name, what becomes public, consent, and two guards.

Strangers give an address; guests and accounts are known. Everybody chooses anew, for each contribution, under which
name it stands.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts import consents, limits
from roterfaden.accounts.current import person_of
from roterfaden.accounts.models import Consent, Organisation, Person
from roterfaden.contributions.models import Signed
from roterfaden.kit.html import clean_line

PURPOSE = "publish"
_WRONG = _("Das ist keine vollständige E-Mail-Adresse, zum Beispiel name@example.org.")
_ORGANISATION = "organisation:"


class Signing(forms.Form):
    """`names`: False for supports and votes, which stand under no name. Forms of one page need a `prefix` each."""

    address = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        max_length=254,
        help_text=_("Sie wird nicht veröffentlicht. Wir schicken Ihnen einen Link; erst danach zählt es."),
        error_messages={"invalid": _WRONG, "required": _("Bitte geben Sie Ihre E-Mail-Adresse an.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    signed = forms.ChoiceField(
        label=_("Unter welchem Namen?"),
        widget=forms.RadioSelect,
        initial=Signed.PSEUDONYM.value,
        error_messages={"required": _("Bitte wählen Sie, unter welchem Namen es stehen soll.")},
    )
    called = forms.CharField(
        label=_("Pseudonym oder Name"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    consent = forms.BooleanField(
        error_messages={"required": _("Ohne Ihre Einwilligung dürfen wir nichts veröffentlichen.")}
    )
    website = forms.CharField(label=_("Dieses Feld bitte leer lassen"), required=False, max_length=500)
    challenge = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    work = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(
        self, request: HttpRequest, data: QueryDict | None = None, *, names: bool = True, prefix: str = "von"
    ) -> None:
        self.request, self.person = request, person_of(request)
        super().__init__(data, prefix=prefix)
        self._speaks = self._organisations()
        if self.person is not None:
            del self.fields["address"]
        if names:
            self._offer_names()
        else:
            del self.fields["signed"], self.fields["called"]
        self._ask_for_consent()

    @property
    def purpose(self) -> consents.Purpose:
        """What the consent is for."""
        return consents.purposes[PURPOSE]

    @property
    def new_challenge(self) -> str:
        """For the hidden field of the proof of work."""
        return limits.new_challenge()

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled the field that people do not see."""
        return bool(self.cleaned_data.get("website"))

    @property
    def did_work(self) -> bool:
        """Whether the browser did its work; asked once, because a solution counts once."""
        return limits.is_done(self.cleaned_data.get("challenge", ""), self.cleaned_data.get("work", ""))

    @property
    def signed_with(self) -> Signed:
        """Under which kind of name it stands."""
        choice = str(self.cleaned_data.get("signed") or Signed.PSEUDONYM.value)
        return Signed.ORGANISATION if choice.startswith(_ORGANISATION) else Signed(choice)

    @property
    def organisation(self) -> Organisation | None:
        """For whom somebody speaks, confirmed by the city."""
        choice = str(self.cleaned_data.get("signed") or "")
        return self._speaks.get(choice)

    def said(self) -> dict[str, str]:
        """What a claim remembers until it is confirmed."""
        called = str(self.cleaned_data.get("called") or "")
        own = {"name" if self.signed_with == Signed.NAME else "pseudonym": called} if called else {}
        return {**own, "consent": PURPOSE} if self.cleaned_data.get("consent") else own

    def remember(self, person: Person) -> None:
        """The same for somebody who is known: a name given for the first time, and the consent."""
        said = self.said()
        new = {name: said[name] for name in ("pseudonym", "name") if said.get(name)}
        if new:
            Person.objects.filter(pk=person.pk).update(**new)
            person.refresh_from_db()
        if said.get("consent"):
            consents.give(person, PURPOSE, Consent.How.FORM)

    def clean_address(self) -> str:
        """No characters that act unseen, which some checks of the domain let pass."""
        address = str(self.cleaned_data["address"])
        if clean_line(address) != address:
            raise forms.ValidationError(_WRONG)
        return address

    def clean_called(self) -> str:
        """One harmless line; nobody is called by a mail address."""
        called = clean_line(str(self.cleaned_data["called"]))
        if "@" in called:
            raise forms.ValidationError(_("Bitte keine Mailadresse: Der Name wird veröffentlicht."))
        return called

    def clean(self) -> dict[str, Any]:
        """Whoever speaks under their name has one."""
        values = super().clean() or {}
        wants_name = values.get("signed") == Signed.NAME.value
        has_name = bool(values.get("called") or (self.person and self.person.name))
        if wants_name and not has_name and "called" in self.fields and not self.errors.get("called"):
            self.add_error("called", _("Bitte schreiben Sie Ihren Namen, oder wählen Sie das Pseudonym."))
        return values

    def _organisations(self) -> dict[str, Organisation]:
        if self.person is None:
            return {}
        rows = self.person.speaks_for.filter(confirmed_at__isnull=False, organisation__confirmed_at__isnull=False)
        return {
            f"{_ORGANISATION}{row.organisation_id}": row.organisation for row in rows.select_related("organisation")
        }

    def _offer_names(self) -> None:
        person = self.person
        choices: list[tuple[str, Any]] = [
            (Signed.PSEUDONYM.value, _named(_("Pseudonym"), person.pseudonym if person else "")),
            (Signed.NAME.value, _named(_("Name"), person.name if person else "")),
        ]
        choices += [(key, _named(_("für"), organisation.name)) for key, organisation in self._speaks.items()]
        field = self.fields["signed"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if person is not None and person.pseudonym and person.name:
            del self.fields["called"]
            return
        self.fields["called"].help_text = _("So steht es öffentlich darüber. Ohne Angabe steht dort „ohne Namen“.")

    def _ask_for_consent(self) -> None:
        if self.person is not None and consents.has_consented(self.person, PURPOSE):
            del self.fields["consent"]
            return
        self.fields["consent"].label = self.purpose.text


def _named(label: Any, name: str) -> str:
    return f"{label}: {name}" if name else str(label)
