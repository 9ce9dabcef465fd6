"""How often somebody may write: for each person, each network and each address, without keeping any of them."""

from roterfaden.accounts.limits.counting import (
    A_DAY_FROM_ONE_NETWORK,
    A_DAY_OF_ONE_PERSON,
    A_DAY_TO_ONE_ADDRESS,
    A_DAY_WITHOUT_WORK,
    TooMany,
    forget,
    is_within_limit,
    take_one,
)
from roterfaden.accounts.limits.networks import network_of, visitors_address
from roterfaden.accounts.limits.work import is_done, new_challenge

__all__ = [
    "A_DAY_FROM_ONE_NETWORK",
    "A_DAY_OF_ONE_PERSON",
    "A_DAY_TO_ONE_ADDRESS",
    "A_DAY_WITHOUT_WORK",
    "TooMany",
    "forget",
    "is_done",
    "is_within_limit",
    "network_of",
    "new_challenge",
    "take_one",
    "visitors_address",
]
