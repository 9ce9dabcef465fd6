"""Pages for people who follow."""
