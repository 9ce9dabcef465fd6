"""Search: pending rows and the shared index."""
