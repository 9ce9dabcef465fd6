"""Debates in the back office: their theses."""
