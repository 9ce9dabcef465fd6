"""The public pages of drafts."""
