"""The inbox in the back office."""
