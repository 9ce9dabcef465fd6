"""Drafts in the back office: text, suggestions, versions."""
