"""The house rules that a new portal begins with. The city writes its own over them, in the back office."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from roterfaden.moderation.models import HouseRule


@dataclass(frozen=True)
class First:
    """A rule in both languages."""

    key: str
    title: str
    title_en: str
    text: str
    text_en: str


RULES = (
    First(
        "keine-gewalt",
        "Keine Drohungen, keine Straftaten",
        "No threats, no crimes",
        "Wer mit Gewalt droht, dazu aufruft oder sie feiert, wer zum Hass aufstachelt oder verbotene Zeichen zeigt, "
        "überschreitet eine Grenze, die das Strafrecht zieht.",
        "Threatening, calling for or celebrating violence, inciting hatred and showing forbidden symbols cross a line "
        "that criminal law draws.",
    ),
    First(
        "wuerde",
        "Niemand wird herabgesetzt",
        "Nobody is degraded",
        "Herkunft, Hautfarbe, Religion, Geschlecht, sexuelle Orientierung, Alter, Behinderung oder Armut sind kein "
        "Grund, Menschen schlechter zu machen.",
        "Origin, colour, religion, gender, sexual orientation, age, disability or poverty are no reason to talk people "
        "down.",
    ),
    First(
        "respekt",
        "Hart in der Sache, höflich zum Menschen",
        "Tough on the issue, polite to people",
        "Kritik darf deutlich sein, auch an Politik und Verwaltung. Beschimpfungen und Beleidigungen von Personen "
        "gehören nicht dazu.",
        "Criticism may be plain, of politics and administration too. Abuse and insults of persons are no part of it.",
    ),
    First(
        "privates",
        "Private Angaben bleiben privat",
        "Private details stay private",
        "Namen, Adressen, Telefonnummern, Fotos und Geschichten anderer Leute gehören nicht hierher, wenn diese nicht "
        "zugestimmt haben.",
        "Names, addresses, telephone numbers, pictures and stories of other people do not belong here unless they "
        "agreed.",
    ),
    First(
        "echt",
        "Niemand gibt sich als jemand anderes aus",
        "Nobody pretends to be somebody else",
        "Ein Pseudonym ist willkommen. Wer aber im Namen anderer oder mit mehreren Konten spricht, täuscht die "
        "übrigen.",
        "A pseudonym is welcome. Speaking in the name of others or with several accounts deceives everybody else.",
    ),
    First(
        "werbung",
        "Keine Werbung, keine Kopien",
        "No advertising, no copies",
        "Werbung, Kettentexte und derselbe Text an vielen Stellen verdrängen, was andere sagen.",
        "Advertising, chain letters and the same text in many places crowd out what others say.",
    ),
    First(
        "rechte",
        "Nur eigene Texte und Bilder",
        "Only your own texts and pictures",
        "Wer fremde Texte oder Bilder verwendet, braucht die Erlaubnis. Kurze Zitate mit Quelle sind in Ordnung.",
        "Texts or pictures of others need their permission. Short quotations with their source are fine.",
    ),
    First(
        "thema",
        "Beim Thema bleiben",
        "Stay on the subject",
        "Jeder Ort hier hat ein Thema. Was nichts damit zu tun hat, steht besser an anderer Stelle.",
        "Every place here has a subject. What has nothing to do with it is better said elsewhere.",
    ),
)
#: Which rule a reason of a report points at first.
BY_REASON = {
    "violence": "keine-gewalt",
    "hate": "wuerde",
    "insult": "respekt",
    "private": "privates",
    "false": "echt",
    "rights": "rechte",
    "spam": "werbung",
    "topic": "thema",
}


def first_rules() -> str:
    """Write them into a portal that has none. What was done, in a sentence; nothing the second time."""
    if HouseRule.objects.exists():
        return ""
    rows = [
        HouseRule(
            key=rule.key,
            order=number,
            title=rule.title,
            title_en=rule.title_en,
            text=rule.text,
            text_en=rule.text_en,
        )
        for number, rule in enumerate(RULES, start=1)
    ]
    HouseRule.objects.bulk_create(rows, ignore_conflicts=True)
    return _("Hausregeln: {count} angelegt").format(count=len(rows))
