"""What changes indicators: their texts and state, targets, values, effects. Each in one transaction on every face."""

from roterfaden.strategy.indicators.actions.common import ADD, CHANGE, PUBLISH, VALUES, follow_up, locked, ref
from roterfaden.strategy.indicators.actions.effects import remove_effect, set_effect
from roterfaden.strategy.indicators.actions.indicators import change_indicator, create_indicator, set_indicator_state
from roterfaden.strategy.indicators.actions.targets import MAIN, set_target
from roterfaden.strategy.indicators.actions.values import Outrun, Written, enter_values

__all__ = [
    "ADD",
    "CHANGE",
    "MAIN",
    "PUBLISH",
    "VALUES",
    "Outrun",
    "Written",
    "change_indicator",
    "create_indicator",
    "enter_values",
    "follow_up",
    "locked",
    "ref",
    "remove_effect",
    "set_effect",
    "set_indicator_state",
    "set_target",
]
