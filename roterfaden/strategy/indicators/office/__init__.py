"""Indicators and reports in the back office."""
