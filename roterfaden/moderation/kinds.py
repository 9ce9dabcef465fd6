"""The words of moderation: why something is reported, what may be decided, where a case stands."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why somebody reports something (after Art. 16 DSA, in words of every day)."""

    VIOLENCE = "violence", _("Droht mit Gewalt oder ruft dazu auf, ist vermutlich strafbar")
    HATE = "hate", _("Setzt Menschen herab, etwa wegen Herkunft, Religion, Geschlecht oder Behinderung")
    INSULT = "insult", _("Beleidigt jemanden")
    PRIVATE = "private", _("Nennt private Angaben von jemand anderem, etwa Telefonnummer oder Adresse")
    FALSE = "false", _("Gibt sich als jemand anderes aus")
    RIGHTS = "rights", _("Verletzt ein Urheberrecht oder ein anderes Recht")
    SPAM = "spam", _("Ist Werbung oder steht mehrfach da")
    TOPIC = "topic", _("Gehört nicht zum Thema")
    OTHER = "other", _("Etwas anderes")


class Kind(models.TextChoices):
    """What is decided about a contribution or a person."""

    HIDE = "hide", _("ausblenden")
    SHORTEN = "shorten", _("kürzen")
    LOCK = "lock", _("für Antworten schließen")
    SUSPEND = "suspend", _("Person auf Zeit vom Schreiben ausschließen")
    RELEASE = "release", _("freigeben")
    KEEP = "keep", _("stehen lassen")


#: These take something from somebody: impossible without a statement of reasons.
MEASURES = (Kind.HIDE, Kind.SHORTEN, Kind.LOCK, Kind.SUSPEND)


class FoundBy(models.TextChoices):
    """How it came to be looked at."""

    REPORT = "report", _("eine Meldung")
    CHECK = "check", _("eine automatische Prüfung")
    RELEASE = "release", _("die Freigabe vor der Veröffentlichung")
    OFFICE = "office", _("die Moderation selbst")


class Ended(models.TextChoices):
    """How a decision ended before its time."""

    UNDONE = "undone", _("zurückgenommen")
    UPHELD = "upheld", _("auf Widerspruch aufgehoben")


class Side(models.TextChoices):
    """Who objects."""

    AUTHOR = "author", _("wer den Beitrag geschrieben hat")
    REPORTER = "reporter", _("wer den Beitrag gemeldet hat")


#: 3: within a day; 2: within three days; 1: within a week. The time limit is told to whoever reports.
GRAVITY: dict[str, int] = {
    Reason.VIOLENCE: 3,
    Reason.HATE: 3,
    Reason.PRIVATE: 3,
    Reason.INSULT: 2,
    Reason.FALSE: 2,
    Reason.RIGHTS: 2,
    Reason.SPAM: 1,
    Reason.TOPIC: 1,
    Reason.OTHER: 1,
}
WITHIN = {3: timedelta(days=1), 2: timedelta(days=3), 1: timedelta(days=7)}
GRAVITY_LABELS = {3: _("dringend"), 2: _("bald"), 1: _("normal")}
#: Art. 20 DSA: at least six months to complain.
TO_OBJECT = timedelta(days=183)
#: By then an objection is decided.
OBJECTION_WITHIN = timedelta(days=14)
#: So long a decision can be taken back by whoever took it.
TO_UNDO = timedelta(minutes=30)
LONGEST_SUSPENSION = 180
