"""Districts and streets in the back office."""
