"""Ideas in the back office."""
