"""Strategies in the back office: the desk of controllers, plans, measures, approval."""
