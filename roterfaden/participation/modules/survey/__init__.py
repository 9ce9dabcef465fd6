"""Surveys and quick polls: questions, confidential answers, results in which nobody can be found."""
