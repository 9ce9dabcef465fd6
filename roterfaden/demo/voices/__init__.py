"""Invented people who take part: processes, ideas, comments, supports, answers. Everything is labelled."""
