"""Editorial pages (Wagtail)."""
