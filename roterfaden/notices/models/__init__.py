"""What notices keep: who follows what, what happened, and the mails that go out."""

from roterfaden.notices.models.events import Event, EventTarget
from roterfaden.notices.models.followers import Follower, Following, Moved, Rhythm
from roterfaden.notices.models.guards import DailySalt, Tally
from roterfaden.notices.models.outbox import Digest, Letter, Notice, Outgoing, State
from roterfaden.notices.models.searches import SavedSearch

__all__ = [
    "DailySalt",
    "Digest",
    "Event",
    "EventTarget",
    "Follower",
    "Following",
    "Letter",
    "Moved",
    "Notice",
    "Outgoing",
    "Rhythm",
    "SavedSearch",
    "State",
    "Tally",
]
