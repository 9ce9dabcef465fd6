"""Public views of the room."""
