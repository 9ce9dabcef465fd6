"""The doctor finds what is wrong and names the mend."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from roterfaden.operation import beats, checkups, findings
from roterfaden.operation.findings import Finding, Level
from tests.operation.factories import make_schedule

pytestmark = pytest.mark.django_db


def levels(found: Iterator[Finding]) -> dict[Level, list[str]]:
    """Sentences by level."""
    result: dict[Level, list[str]] = {level: [] for level in Level}
    for finding in found:
        result[finding.level].append(finding.text)
    return result


def test_debugging_on_a_public_host_is_an_error(settings: Any) -> None:
    settings.DEBUG, settings.SITE_URL, settings.HTTPS = True, "https://rat.example.org", True
    assert "ROTERFADEN_DEBUG" in levels(checkups.look_at_settings())[Level.ERROR][0]


def test_a_public_host_without_encryption_is_an_error(settings: Any) -> None:
    settings.SITE_URL, settings.HTTPS = "http://rat.example.org", False
    assert any("https://" in text for text in levels(checkups.look_at_settings())[Level.ERROR])


def test_a_missing_contact_and_any_host_are_warnings(settings: Any) -> None:
    settings.CONTACT, settings.ALLOWED_HOSTS = "", ["*"]
    assert len(levels(checkups.look_at_settings())[Level.WARNING]) == 2


def test_a_public_portal_set_up_well_has_no_finding(settings: Any) -> None:
    settings.SITE_URL, settings.HTTPS, settings.CONTACT = "https://rat.example.org", True, "it@example.org"
    settings.ALLOWED_HOSTS = ["rat.example.org"]
    found = levels(checkups.look_at_settings())
    assert found[Level.ERROR] == found[Level.WARNING] == found[Level.NOTE] == []


def test_little_space_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(".")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: type(usage)(10, 9, 1))
    assert any("Platz" in text for text in levels(checkups.look_at_folders())[Level.ERROR])


def test_a_key_that_others_can_read_is_an_error(tmp_path: Path, settings: Any) -> None:
    settings.HOME = settings.MEDIA_ROOT = settings.SEARCH_ROOT = tmp_path
    (tmp_path / "secret_key").write_text("x")
    (tmp_path / "secret_key").chmod(0o644)
    assert any("secret_key" in text for text in levels(checkups.look_at_folders())[Level.ERROR])


def test_keys_that_no_backup_has_are_named_where_there_are_some(tmp_path: Path, settings: Any) -> None:
    settings.HOME, settings.LEDGER_KEY_FILE = tmp_path, tmp_path / "ledger_key.pem"
    settings.SURVEY_KEYS = tmp_path / "survey_keys"
    assert not levels(checkups.look_at_folders())[Level.NOTE]
    settings.SURVEY_KEYS.mkdir()
    (settings.SURVEY_KEYS / "one.key").write_text("x")
    settings.LEDGER_KEY_FILE.write_text("x")
    (tmp_path / "secret_key").touch(mode=0o600)
    notes = levels(checkups.look_at_folders())[Level.NOTE]
    assert [
        name for name in ("secret_key", "ledger_key.pem", "survey_keys") if any(name in text for text in notes)
    ] == [
        "secret_key",
        "ledger_key.pem",
        "survey_keys",
    ]


def test_a_missing_folder_is_an_error(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "absent"
    assert any("absent" in text for text in levels(checkups.look_at_folders())[Level.ERROR])


def test_a_healthy_database_is_good() -> None:
    found = levels(checkups.look_at_database())
    assert found[Level.ERROR] == []
    assert connection.vendor in found[Level.GOOD][0]


def test_missing_migrations_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkups, "unapplied", lambda: ["council.0099_later"])
    assert "1 Migrationen" in levels(checkups.look_at_database())[Level.ERROR][0]


def test_a_database_that_is_away_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(checkups.connection, "cursor", away)
    assert "connection refused" in levels(checkups.look_at_database())[Level.ERROR][0]


def test_missing_packages_of_the_front_end_are_an_error(tmp_path: Path, settings: Any) -> None:
    settings.STATICFILES_DIRS = [("kern", tmp_path / "absent")]
    finding = next(checkups.look_at_static_files())
    assert (finding.level, finding.mend) == (Level.ERROR, "make install")


def test_without_a_worker_there_is_a_warning_and_with_one_there_is_none() -> None:
    assert levels(checkups.look_at_jobs())[Level.WARNING]
    beats.beat("elsewhere/1/a")
    assert levels(checkups.look_at_jobs())[Level.WARNING] == []


def test_a_job_that_keeps_failing_is_an_error() -> None:
    make_schedule(failures=3)
    assert "test.job" in levels(checkups.look_at_jobs())[Level.ERROR][0]


def test_a_job_that_is_overdue_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.utils import timezone

    from tests.operation.factories import make_job

    monkeypatch.setattr(checkups, "all_jobs", lambda: {"test.job": make_job()})
    beats.beat("elsewhere/1/a")
    row = make_schedule(due_in=timedelta(hours=-7))
    assert levels(checkups.look_at_jobs())[Level.WARNING] == []  # it never ran: nothing to do so far
    row.runs.create(worker="w", started=timezone.now())
    assert "test.job" in levels(checkups.look_at_jobs())[Level.WARNING][0]


def test_a_mail_server_that_is_away_is_an_error(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert "127.0.0.1" in levels(checkups.look_at_mail())[Level.ERROR][0]


def test_a_checkup_that_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[Finding]:
        raise RuntimeError("odd")

    monkeypatch.setattr(findings, "_checkups", {"broken": broken})
    (report,) = findings.examine()
    assert report.findings[0].level == Level.ERROR


@pytest.mark.parametrize(("finding", "code"), [(findings.error("bad", "mend it"), 1), (findings.warning("so", "x"), 0)])
def test_only_an_error_changes_the_exit_code(monkeypatch: pytest.MonkeyPatch, finding: Finding, code: int) -> None:
    monkeypatch.setattr(findings, "_checkups", {"one": lambda: [finding]})
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("doctor", stdout=out)
    assert end.value.code == code
    assert finding.mend in out.getvalue()


def test_json_for_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "_checkups", {"one": lambda: [findings.good("fine")]})
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=out)
    assert json.loads(out.getvalue())[0]["findings"][0]["text"] == "fine"


def test_every_room_that_needs_one_has_a_checkup() -> None:
    assert {"settings", "folders", "database", "static files", "jobs", "mail", "accounts"} <= findings._checkups.keys()
