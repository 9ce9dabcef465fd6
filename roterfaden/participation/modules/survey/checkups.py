"""Whether surveys can be evaluated: for the doctor."""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.utils.translation import gettext as _

from roterfaden.operation.findings import Finding, checkup, error, good, note
from roterfaden.participation.modules.survey import keys
from roterfaden.participation.modules.survey.models import Survey

#: So many surveys are looked at: more never run at one time.
MOST = 500


@checkup("surveys")
def look_at_keys() -> Iterator[Finding]:
    """Each survey that is not evaluated yet has its private key, and nobody else reads it."""
    rows = Survey.objects.filter(evaluated_on=None).exclude(public_key=b"").select_related("phase__process")
    waiting = list(rows.order_by("pk")[:MOST])
    if not waiting:
        return
    folder = keys.folder()
    if folder.exists() and not os.access(folder, os.R_OK | os.X_OK):
        yield note(_("Dieses Konto darf %(path)s nicht lesen, wie gewollt: Schlüssel ungeprüft.") % {"path": folder})
        return
    lost = [survey for survey in waiting if not keys.path_of(survey).exists()]
    for survey in lost:
        names = {"survey": survey.phase.process.title, "path": keys.path_of(survey)}
        yield error(
            _("Die Umfrage zu „%(survey)s“ kann nicht ausgewertet werden: %(path)s fehlt.") % names,
            _("die Datei aus der Kopie zurücklegen"),
        )
    for path in (keys.path_of(survey) for survey in waiting if survey not in lost):
        if path.stat().st_mode & 0o077:
            yield error(_("Andere Konten können %(path)s lesen.") % {"path": path}, f"chmod 600 {path}")
    if not lost:
        yield good(_("Alle Umfragen haben ihren Schlüssel"))
