"""What changes events and registrations."""

from roterfaden.participation.modules.events.actions.attending import check_in, take_back_check_in
from roterfaden.participation.modules.events.actions.events import (
    cancel_event,
    change_event,
    create_event,
    publish_event,
    write_minutes,
)
from roterfaden.participation.modules.events.actions.registering import (
    cancel_registration,
    erase_old,
    register,
    remove,
)

__all__ = [
    "cancel_event",
    "cancel_registration",
    "change_event",
    "check_in",
    "create_event",
    "erase_old",
    "publish_event",
    "register",
    "remove",
    "take_back_check_in",
    "write_minutes",
]
