"""Indicators: what is measured, by which method, towards which target, and where the values come from."""
