"""Public pages. Each module answers one kind of address."""
