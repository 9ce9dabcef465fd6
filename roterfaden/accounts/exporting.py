"""All my data (Art. 15 and 20 GDPR): one JSON document, or an archive with the same and what was uploaded."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.accounts.mine import everything
from roterfaden.accounts.models import Person


def as_object(person: Person) -> dict[str, Any]:
    """Everything by room."""
    parts = {mine.key: list(mine.export(person)) for mine in everything()}
    return {"exported_at": timezone.now(), "person": _person(person), **parts}


def as_json(person: Person) -> bytes:
    """The document."""
    text = json.dumps(as_object(person), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return text.encode()


def as_zip(person: Person) -> bytes:
    """The archive: the document, the files, and a page that explains them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("daten.json", as_json(person))
        archive.writestr("LIESMICH.txt", _readme())
        for mine in everything():
            for name, content in mine.files(person):
                archive.writestr(f"{mine.key}/{_safe(name)}", content)
    return buffer.getvalue()


def _safe(name: str) -> str:
    """A name without folders: archives that lead out of their folder are an old trick."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].lstrip(".") or "datei"


def _readme() -> str:
    lines = [_("Das sind alle Daten, die das Beteiligungsportal zu Ihrer Person hat."), ""]
    lines += [f"{mine.key}: {mine.label}" for mine in everything()]
    return "\n".join(lines) + "\n"


def _person(person: Person) -> dict[str, Any]:
    user = person.user
    account = {"joined": user.date_joined, "last_login": user.last_login, "mail": user.email} if user else None
    names = ("pseudonym", "name", "language", "resident", "district", "age_band", "proven_by", "profile")
    facts = {name: getattr(person, name) for name in names}
    consents = [
        {"purpose": row.purpose, "text": row.text, "given": row.given_at, "revoked": row.revoked_at, "how": row.how}
        for row in person.consents.all()
    ]
    return {
        "id": str(person.uid),
        "address": person.address,
        "login_pseudonym": person.pairwise,
        **facts,
        "since": person.created_at,
        "last_active": person.seen_on,
        "suspended_until": person.suspended_until,
        "account": account,
        "consents": consents,
        "speaks_for": [row.organisation.name for row in person.speaks_for.select_related("organisation")],
    }
