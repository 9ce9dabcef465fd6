"""Plans, measures and what is known about them."""

from roterfaden.strategy.models.base import AppendOnlyError
from roterfaden.strategy.models.measure import BudgetLine, Measure, MeasureNode, MeasureTopic, Partner
from roterfaden.strategy.models.milestone import DateShift, Milestone, MilestoneDependency
from roterfaden.strategy.models.plan import PUBLIC_STATES, Node, Plan, PlanLevel, PlanVersion
from roterfaden.strategy.models.review import Assessment, ProgressUpdate

__all__ = [
    "PUBLIC_STATES",
    "AppendOnlyError",
    "Assessment",
    "BudgetLine",
    "DateShift",
    "Measure",
    "MeasureNode",
    "MeasureTopic",
    "Milestone",
    "MilestoneDependency",
    "Node",
    "Partner",
    "Plan",
    "PlanLevel",
    "PlanVersion",
    "ProgressUpdate",
]
