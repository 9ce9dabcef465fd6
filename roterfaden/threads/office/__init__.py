"""Threads in the back office: write, merge, split, suggestions."""
