"""The check-ups of what every portal needs: settings, folders, database, static files, mail, jobs."""

from __future__ import annotations

import os
import shutil
import smtplib
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import run_checks
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.operation.beats import living_workers
from roterfaden.operation.findings import Finding, checkup, error, good, note, warning
from roterfaden.operation.jobs import all_jobs
from roterfaden.operation.keeping import kept_apart
from roterfaden.operation.models import JobRun, Schedule
from roterfaden.operation.preparing import static_is_current, unapplied

LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
LEAST_FREE = 1024**3


@checkup("settings")
def look_at_settings() -> Iterator[Finding]:
    """Debugging, address, hosts, contact, key."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    is_public = host not in LOCAL_HOSTS
    if settings.DEBUG:
        report = error if is_public else note
        yield report(_("ROTERFADEN_DEBUG ist an: Fehlerseiten zeigen Interna."), _("ROTERFADEN_DEBUG entfernen"))
    if is_public and not settings.HTTPS:
        yield error(_("ROTERFADEN_URL beginnt nicht mit https://."), _("ein Zertifikat einrichten, Adresse ändern"))
    if not is_public:
        yield note(
            _("Die öffentliche Adresse ist %(url)s.") % {"url": settings.SITE_URL},
            _("für den öffentlichen Betrieb ROTERFADEN_URL setzen"),
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield warning(_("ROTERFADEN_HOSTS erlaubt jeden Namen."), _("nur die eigenen Namen aufzählen"))
    if not settings.CONTACT:
        yield warning(_("ROTERFADEN_CONTACT fehlt: Quellen sehen nicht, wer sie liest."), _("eine Mailadresse setzen"))
    yield good(_("Einstellungen sind lesbar"))


@checkup("folders")
def look_at_folders() -> Iterator[Finding]:
    """Whether we may write, and whether there is room."""
    for folder in (settings.HOME, settings.MEDIA_ROOT, settings.SEARCH_ROOT):
        if not os.access(folder, os.W_OK | os.X_OK):
            yield error(
                _("In %(folder)s kann nicht geschrieben werden.") % {"folder": folder},
                _("roterfaden prepare ausführen; sonst: chown -R auf das Konto des Dienstes"),
            )
    free = shutil.disk_usage(settings.HOME).free
    text = _("Freier Platz: %(size)s GB") % {"size": round(free / 1024**3, 1)}
    yield good(text) if free > LEAST_FREE else error(text, _("Platz schaffen oder ROTERFADEN_HOME verlegen"))
    yield from _look_at_key()
    for one in kept_apart():
        words = {"path": one.path(), "loss": one.loss}
        yield note(
            _("In keiner Sicherung: %(path)s. %(loss)s") % words, _("eine Kopie an einem anderen Ort aufbewahren")
        )


def _look_at_key() -> Iterator[Finding]:
    path = Path(settings.HOME) / "secret_key"
    if path.exists() and path.stat().st_mode & 0o077:
        yield error(_("Andere Konten können %(path)s lesen.") % {"path": path}, f"chmod 600 {path}")


@checkup("database")
def look_at_database() -> Iterator[Finding]:
    """Whether it answers, quickly, with our tables, and in the mode that lets visitors read during imports."""
    began = time.perf_counter()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as problem:
        text = _("Die Datenbank antwortet nicht: %(error)s") % {"error": str(problem).strip().splitlines()[-1]}
        yield error(text, _("DATABASE_URL prüfen; läuft der Datenbankserver?"))
        return
    milliseconds = (time.perf_counter() - began) * 1000
    yield good(_("%(vendor)s antwortet (%(ms)s ms)") % {"vendor": connection.vendor, "ms": round(milliseconds, 1)})
    if missing := unapplied():
        yield error(_("Es fehlen %(count)s Migrationen.") % {"count": len(missing)}, "roterfaden prepare")
    if connection.vendor == "sqlite":
        yield from _look_at_sqlite()


def _look_at_sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = str(cursor.fetchone()[0])
        cursor.execute("PRAGMA quick_check(1)")
        state = str(cursor.fetchone()[0])
    if mode != "wal":
        yield error(
            _("SQLite läuft nicht im WAL-Modus (%(mode)s).") % {"mode": mode},
            _("ROTERFADEN_HOME auf eine lokale Platte legen (kein Netzlaufwerk)"),
        )
    if state != "ok":
        yield error(
            _("Die Datenbank ist beschädigt: %(state)s") % {"state": state},
            _("Dienst anhalten, roterfaden restore mit der letzten Sicherung"),
        )


@checkup("static files")
def look_at_static_files() -> Iterator[Finding]:
    """Front-end packages, collected files, compiled translations."""
    for name, folder in settings.STATICFILES_DIRS:
        if not Path(folder).is_dir():
            text = _("Das Paket für %(name)s fehlt: %(folder)s") % {"name": name, "folder": folder}
            yield error(text, "make install")
            return
    if static_is_current():
        yield good(_("Statische Dateien sind aktuell"))
    else:
        yield error(_("Statische Dateien sind nicht gesammelt oder veraltet."), "roterfaden prepare")
    for path in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po"):
        if not path.with_suffix(".mo").exists():
            yield error(_("Die Übersetzung %(path)s ist nicht kompiliert.") % {"path": path}, "make install")


@checkup("jobs")
def look_at_jobs() -> Iterator[Finding]:
    """Whether a worker lives, what is overdue, what fails."""
    if workers := living_workers():
        yield good(ngettext("%(n)s Aufgaben-Prozess", "%(n)s Aufgaben-Prozesse", len(workers)) % {"n": len(workers)})
    else:
        yield warning(_("Kein Aufgaben-Prozess läuft."), _("roterfaden serve (oder roterfaden work) starten"))
    late = Schedule.objects.filter(
        name__in=all_jobs(), paused=False, next_at__lt=timezone.now() - timedelta(hours=6), runs__isnull=False
    )
    for row in late.distinct():
        yield warning(
            _("%(job)s ist seit 6 Stunden überfällig.") % {"job": row}, _("Protokoll des Aufgaben-Prozesses ansehen")
        )
    for row in Schedule.objects.filter(failures__gte=3):
        last = row.runs.filter(outcome=JobRun.Outcome.FAILED).first()
        text = _("%(job)s ist %(n)s-mal gescheitert: %(why)s")
        why = last.message[:200] if last else ""
        yield error(text % {"job": row, "n": row.failures, "why": why}, _("Ursache beheben; der nächste Lauf folgt"))


@checkup("mail")
def look_at_mail() -> Iterator[Finding]:
    """Whether mail goes out, as far as that can be seen without sending."""
    if "smtp" not in settings.EMAIL_BACKEND:
        yield note(_("Mails werden nicht verschickt, sondern abgelegt."), _("ROTERFADEN_MAIL_URL setzen"))
        return
    mails = get_connection(timeout=5)
    try:
        mails.open()
        mails.close()
    except (OSError, smtplib.SMTPException) as problem:
        text = _("Der Mailserver %(host)s nimmt uns nicht an: %(error)s")
        yield error(
            text % {"host": settings.EMAIL_HOST, "error": type(problem).__name__},
            _("ROTERFADEN_MAIL_URL prüfen, dann roterfaden sendtestmail"),
        )
    else:
        yield good(_("Der Mailserver %(host)s antwortet") % {"host": settings.EMAIL_HOST})


@checkup("time")
def look_at_time() -> Iterator[Finding]:
    """Clocks that are wrong break logins, feeds and conditional requests."""
    newest = max((path.stat().st_mtime for path in Path(settings.HOME).glob("*")), default=0.0)
    if newest - time.time() > 300:
        yield warning(_("Die Uhr geht nach: Dateien liegen in der Zukunft."), "timedatectl set-ntp true")
    yield good(_("Zeitzone %(zone)s") % {"zone": settings.TIME_ZONE})


@checkup("framework")
def look_at_framework() -> Iterator[Finding]:
    """Django's own system checks."""
    for message in run_checks(include_deployment_checks=False):
        if message.is_serious():
            yield error(f"{message.id}: {message.msg}", str(message.hint or ""))
    yield good(_("Django-Prüfungen bestanden"))
