"""What changes strategies. Each action: permission, write, ledger, notices and search, in one transaction.

Values are fields of the model by name; whoever saves onto an older version gets `Conflict`, what cannot be `Refused`.
"""

from roterfaden.strategy.actions.common import Conflict
from roterfaden.strategy.actions.dates import (
    Why,
    add_milestone,
    change_milestone,
    reach_milestone,
    remove_milestone,
    shift_measure,
    shift_milestone,
)
from roterfaden.strategy.actions.measures import (
    Places,
    change_measure,
    create_measure,
    override_light,
    publish_measure,
    set_state,
)
from roterfaden.strategy.actions.money import add_budget, amount, change_budget, remove_budget
from roterfaden.strategy.actions.nodes import change_node, create_node, withdraw_node
from roterfaden.strategy.actions.plans import (
    USUAL_LEVELS,
    Level,
    change_plan,
    create_plan,
    publish_version,
    set_levels,
    set_plan_state,
)
from roterfaden.strategy.actions.reviews import (
    approve_assessment,
    approve_update,
    report,
    return_,
    save_assessment,
    submit,
)
from roterfaden.strategy.contradictions import Refused

__all__ = [
    "USUAL_LEVELS",
    "Conflict",
    "Level",
    "Places",
    "Refused",
    "Why",
    "add_budget",
    "add_milestone",
    "amount",
    "approve_assessment",
    "approve_update",
    "change_budget",
    "change_measure",
    "change_milestone",
    "change_node",
    "change_plan",
    "create_measure",
    "create_node",
    "create_plan",
    "override_light",
    "publish_measure",
    "publish_version",
    "reach_milestone",
    "remove_budget",
    "remove_milestone",
    "report",
    "return_",
    "save_assessment",
    "set_levels",
    "set_plan_state",
    "set_state",
    "shift_measure",
    "shift_milestone",
    "submit",
    "withdraw_node",
]
