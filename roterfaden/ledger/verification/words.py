"""What a check found, in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.ledger.verification.check import Verified
from roterfaden.methods.verification import Reason, Wrong

REASONS = {
    Reason.MISSING: gettext_lazy("er fehlt"),
    Reason.ORDER: gettext_lazy("er steht an falscher Stelle oder ist doppelt"),
    Reason.PREVIOUS: gettext_lazy("er nennt nicht die Prüfsumme des Eintrags davor"),
    Reason.HASH: gettext_lazy("Nummer, Zeit, Art oder Prüfsumme wurden verändert"),
    Reason.SUBJECT: gettext_lazy("die Sache, um die es geht, wurde verändert"),
    Reason.CONTENT: gettext_lazy("sein Inhalt wurde verändert"),
    Reason.PERSONAL: gettext_lazy("eine Angabe über eine Person wurde verändert"),
    Reason.ERASURE: gettext_lazy("etwas davon ist weg, aber kein Eintrag sagt, dass und warum es gelöscht wurde"),
    Reason.MALFORMED: gettext_lazy("er hat nicht die Form eines Eintrags"),
    Reason.ROOT: gettext_lazy("die Wurzel passt nicht zu den Einträgen"),
    Reason.SIGNATURE: gettext_lazy("die Unterschrift stimmt nicht"),
    Reason.HEADS: gettext_lazy("er folgt nicht auf den Kopf davor; einer fehlt oder wurde verändert"),
    Reason.KEY: gettext_lazy("Ein Schlüssel ist nicht mit dem vorigen unterschrieben."),
    Reason.TREE: gettext_lazy("der gespeicherte Hashbaum passt nicht dazu"),
    Reason.SHORTER: gettext_lazy("er war schon unterschrieben und fehlt jetzt"),
    Reason.PINNED_KEY: gettext_lazy("Der Schlüssel ist ein anderer als der, der hier festgehalten ist."),
    Reason.PINNED_HEAD: gettext_lazy("er ist hier festgehalten, fehlt jetzt aber oder lautet anders"),
    Reason.PINNED_ROOT: gettext_lazy("die Einträge sind andere als bei der letzten Prüfung"),
    Reason.PROOF: gettext_lazy("der Beweis dafür stimmt nicht"),
}


def wrong_in_words(wrong: Wrong) -> str:
    """Where and why."""
    reason = REASONS[wrong.reason]
    if wrong.number:
        return _("FALSCH bei Eintrag {number}: {reason}.").format(number=wrong.number, reason=reason)
    if wrong.day:
        return _("FALSCH beim Kopf vom {day}: {reason}.").format(day=wrong.day, reason=reason)
    return _("FALSCH: {reason}").format(reason=reason)


def verified_in_words(found: Verified) -> Iterator[str]:
    """What was checked, what is signed, and what is kept now."""
    yield _("In Ordnung: {size} Einträge von {name}.").format(size=found.size, name=found.name or "–")
    if found.resumed_at:
        yield _("Fortgesetzt hinter Eintrag {number}, wo die letzte Prüfung unterbrochen wurde.").format(
            number=found.resumed_at
        )
    if found.withheld or found.erased:
        yield _("Ohne Inhalt: {withheld} nicht öffentlich, {erased} gelöscht; ihre Prüfsummen passen.").format(
            withheld=found.withheld, erased=found.erased
        )
    yield from _about_signature(found)
    yield from _about_pin(found)


def _about_signature(found: Verified) -> Iterator[str]:
    if not found.day:
        yield _("Unterschrieben ist noch nichts.")
        return
    yield _("Unterschrieben am {day}: {signed} Einträge.").format(day=found.day, signed=found.signed)
    if found.size > found.signed:
        yield _("{count} neuere Einträge hängen an der Kette, sind aber noch nicht unterschrieben.").format(
            count=found.size - found.signed
        )


def _about_pin(found: Verified) -> Iterator[str]:
    if found.pin is not None and found.pin.keys:
        yield _("Passt zu dem, was bei der letzten Prüfung festgehalten wurde ({day}, {size} Einträge).").format(
            day=found.pin.day or "–", size=found.pin.size
        )
        return
    if not found.keys:
        return
    yield _("Bisher war nichts festgehalten: Schlüssel und Kopf wurden beim ersten Mal geglaubt und gelten ab jetzt.")
    yield _("Vergleichen Sie den Schlüssel mit dem, den die Stadt an anderer Stelle nennt:")
    yield from (f"  {key}" for key in found.keys)
