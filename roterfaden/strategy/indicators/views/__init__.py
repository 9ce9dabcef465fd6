"""Public views of indicators."""
