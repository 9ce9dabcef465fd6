"""Template tags of accounts: what the pages of the login know of the settings."""

from __future__ import annotations

from django import template
from django.conf import settings

from roterfaden.settings.broker import Broker

register = template.Library()


@register.simple_tag
def broker() -> Broker:
    """The login through a broker; without an issuer there is none."""
    found: Broker = settings.BROKER
    return found


@register.simple_tag
def signup_open() -> bool:
    """Whether residents may make an account by themselves."""
    return bool(settings.SIGNUP_OPEN)
