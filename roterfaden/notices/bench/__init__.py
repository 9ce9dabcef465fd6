"""Measuring: one thing with very many followers."""
