"""Processes of participation: what is asked, by whom, under which rules, and what comes of it."""
