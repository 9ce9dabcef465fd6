"""What changes drafts: permission, write, ledger, followers, authors and search in one transaction each."""

from roterfaden.participation.modules.draft.actions.deciding import decide
from roterfaden.participation.modules.draft.actions.suggesting import Wording, suggest
from roterfaden.participation.modules.draft.actions.versions import (
    Seen,
    change_draft,
    create_draft,
    publish_version,
    seen,
    take_over,
    write_text,
)
from roterfaden.participation.modules.refusing import Conflict, Refused

__all__ = [
    "Conflict",
    "Refused",
    "Seen",
    "Wording",
    "change_draft",
    "create_draft",
    "decide",
    "publish_version",
    "seen",
    "suggest",
    "take_over",
    "write_text",
]
