"""Models of the room."""

from roterfaden.threads.models.happening import Happening, ThreadAddress
from roterfaden.threads.models.station import Relation, Station
from roterfaden.threads.models.suggestion import PendingScan, Suggestion
from roterfaden.threads.models.thread import State, Thread
from roterfaden.threads.models.topic import Topic

__all__ = [
    "Happening",
    "PendingScan",
    "Relation",
    "State",
    "Station",
    "Suggestion",
    "Thread",
    "ThreadAddress",
    "Topic",
]
