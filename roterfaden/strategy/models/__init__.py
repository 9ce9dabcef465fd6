"""Plans, measures and what is known about them."""

from roterfaden.strategy.models.base import AppendOnlyError
from roterfaden.strategy.models.indicator import (
    Breakdown,
    Effect,
    Indicator,
    IndicatorGoal,
    IndicatorNode,
)
from roterfaden.strategy.models.measure import BudgetLine, Measure, MeasureNode, MeasureTopic, Partner
from roterfaden.strategy.models.milestone import DateShift, Milestone, MilestoneDependency
from roterfaden.strategy.models.observation import Observation, SourceRun, ValueSource
from roterfaden.strategy.models.plan import PUBLIC_STATES, Node, Plan, PlanLevel, PlanVersion
from roterfaden.strategy.models.report import Report
from roterfaden.strategy.models.review import Assessment, ProgressUpdate
from roterfaden.strategy.models.target import Scenario, Target

__all__ = [
    "PUBLIC_STATES",
    "AppendOnlyError",
    "Assessment",
    "Breakdown",
    "BudgetLine",
    "DateShift",
    "Effect",
    "Indicator",
    "IndicatorGoal",
    "IndicatorNode",
    "Measure",
    "MeasureNode",
    "MeasureTopic",
    "Milestone",
    "MilestoneDependency",
    "Node",
    "Observation",
    "Partner",
    "Plan",
    "PlanLevel",
    "PlanVersion",
    "ProgressUpdate",
    "Report",
    "Scenario",
    "SourceRun",
    "Target",
    "ValueSource",
]
