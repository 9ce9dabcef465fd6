"""What notices keep: who follows what, what happened, and the mails that go out."""

from roterfaden.notices.models.events import Event, EventTarget
from roterfaden.notices.models.followers import Follower, Following, Moved, Rhythm
from roterfaden.notices.models.outbox import Digest, Letter, Mailing, Notice, Outgoing, State
from roterfaden.notices.models.personal import PersonalMail
from roterfaden.notices.models.searches import SavedSearch

__all__ = [
    "Digest",
    "Event",
    "EventTarget",
    "Follower",
    "Following",
    "Letter",
    "Mailing",
    "Moved",
    "Notice",
    "Outgoing",
    "PersonalMail",
    "Rhythm",
    "SavedSearch",
    "State",
]
