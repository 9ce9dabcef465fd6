"""The one guarded HTTP client. Every harvest and every webhook goes through it; see docs/http-client.md."""

from __future__ import annotations

from roterfaden.kit.http.answer import Answer
from roterfaden.kit.http.errors import (
    FetchError,
    RefusedError,
    RobotsError,
    StatusError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
    UnreadableError,
)
from roterfaden.kit.http.exchange import Caps, GuardedClient, Question
from roterfaden.kit.http.polite import Counters, Manners, PoliteClient
from roterfaden.kit.http.setup import guarded_client, polite_client
from roterfaden.kit.http.transport import GuardedTransport

__all__ = [
    "Answer",
    "Caps",
    "Counters",
    "FetchError",
    "GuardedClient",
    "GuardedTransport",
    "Manners",
    "PoliteClient",
    "Question",
    "RefusedError",
    "RobotsError",
    "StatusError",
    "TooLargeError",
    "TooSlowError",
    "UnreachableError",
    "UnreadableError",
    "guarded_client",
    "polite_client",
]
