"""Who may do what in a process: a friendly verdict for each condition that is not met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roterfaden.accounts.models import AgeBand, Person
from roterfaden.contributions.registry import Verdict
from roterfaden.participation.models import Eligibility, LetterCode, Process
from roterfaden.places.models import District

YES = Verdict(True)


@dataclass(frozen=True)
class Who:
    """The conditions of one action; all of them hold together. `districts` are slugs."""

    confirmed: bool = True
    account: bool = False
    resident: bool = False
    districts: tuple[str, ...] = ()
    age_bands: tuple[str, ...] = ()
    code: bool = False

    @property
    def open_to_guests(self) -> bool:
        """Whether a confirmed mail address is enough, so that one can begin as a stranger."""
        return not (self.account or self.needs_proof or self.code)

    @property
    def needs_proof(self) -> bool:
        """Whether something must be known for certain about a person."""
        return bool(self.resident or self.districts or self.age_bands)


#: Without a row: whoever confirmed a mail address.
ANYBODY = Who()


def whos(process: Process) -> Mapping[str, Who]:
    """The conditions of a process by action: one query."""
    return {row.action: who(row) for row in Eligibility.objects.filter(process=process)}


def who(row: Eligibility) -> Who:
    """A row's conditions."""
    return Who(row.confirmed, row.account, row.resident, tuple(row.districts), tuple(row.age_bands), row.code)


def may(process: Process, action: str, person: Person | None, rows: Mapping[str, Who] | None = None) -> Verdict:
    """Whether a person meets the conditions; None: a stranger, who may where confirming an address is enough."""
    conditions = (whos(process) if rows is None else rows).get(action, ANYBODY)
    if person is None:
        return YES if conditions.open_to_guests else _stranger(conditions)
    if conditions.account and person.is_guest:
        return Verdict(False, _("Dafür brauchen Sie ein Konto."), _("Legen Sie ein Konto an oder melden Sie sich an."))
    wrong = _unproven(conditions, person)
    if wrong is not None:
        return wrong
    return _code(process, conditions, person)


def _stranger(conditions: Who) -> Verdict:
    if conditions.code:
        return Verdict(False, _("Dafür brauchen Sie den Code aus Ihrem Brief."), _("Geben Sie zuerst den Code ein."))
    return Verdict(
        False,
        _("Dafür müssen wir wissen, wer Sie sind: Es gilt nicht für alle."),
        _("Melden Sie sich an. Wir erfahren nur, was diese Beteiligung braucht."),
    )


def _unproven(conditions: Who, person: Person) -> Verdict | None:
    """What a person lacks of what must be known for certain; None: nothing."""
    if not conditions.needs_proof:
        return None
    way = _("Weisen Sie es mit der Anmeldung über BundID nach, oder fragen Sie das Beteiligungsbüro.")
    if not person.proven_by:
        return Verdict(False, _("Dafür brauchen wir einen Nachweis, wo Sie wohnen oder wie alt Sie sind."), way)
    if conditions.resident and not person.resident:
        return Verdict(False, _("Hier dürfen die mitmachen, die in der Stadt wohnen."), way)
    if conditions.districts and person.district not in conditions.districts:
        names = ", ".join(district_names(conditions.districts))
        return Verdict(
            False, _("Hier dürfen die mitmachen, die hier wohnen: {districts}.").format(districts=names), way
        )
    if conditions.age_bands and person.age_band not in conditions.age_bands:
        names = ", ".join(age_names(conditions.age_bands))
        return Verdict(False, _("Hier dürfen die mitmachen, die so alt sind: {ages}.").format(ages=names), way)
    return None


def _code(process: Process, conditions: Who, person: Person) -> Verdict:
    if not conditions.code:
        return YES
    if LetterCode.objects.filter(process=process, used_by=person, withdrawn_at=None).exists():
        return YES
    return Verdict(False, _("Dafür brauchen Sie den Code aus Ihrem Brief."), _("Geben Sie zuerst den Code ein."))


def district_names(slugs: tuple[str, ...]) -> list[str]:
    """Districts in words."""
    return list(District.objects.filter(slug__in=slugs).order_by("name").values_list("name", flat=True))


def age_names(bands: tuple[str, ...]) -> list[str]:
    """Age bands in words, the youngest first."""
    return [str(label) for value, label in AgeBand.choices if value in bands]


def in_words(conditions: Who) -> str:
    """Who may, for the page: "alle mit bestätigter Mailadresse", "alle mit Konto, die in Mitte wohnen"."""
    if conditions.open_to_guests:
        return _("alle; eine bestätigte Mailadresse genügt") if conditions.confirmed else _("alle")
    parts = [_("alle mit Konto") if conditions.account else _("alle")]
    if conditions.resident or conditions.districts:
        names = ", ".join(district_names(conditions.districts))
        parts.append(_("die hier wohnen: {districts}").format(districts=names) if names else _("die hier wohnen"))
    if conditions.age_bands:
        parts.append(_("im Alter {ages}").format(ages=", ".join(age_names(conditions.age_bands))))
    if conditions.code:
        parts.append(_("mit einem Code aus dem Brief"))
    return ", ".join(parts)
