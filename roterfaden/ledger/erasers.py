"""The ledger's rows hang on a chain: no sweep over columns may touch them (`ledger.erasing` does it)."""

from __future__ import annotations

from roterfaden.ledger.models import Entry, Head, Pending, PersonalFact, SigningKey
from roterfaden.operation.erasing.columns import leave_alone

leave_alone(Entry, Head, Pending, PersonalFact, SigningKey)
