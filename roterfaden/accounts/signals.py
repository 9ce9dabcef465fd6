"""What follows from what allauth does: a confirmed address makes an account the person of that address."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from roterfaden.accounts.merging import join_account


@receiver(email_confirmed)
def address_confirmed(email_address: Any, **_rest: Any) -> None:
    """Guest and account are one from now on."""
    join_account(email_address.user, email_address.email)
