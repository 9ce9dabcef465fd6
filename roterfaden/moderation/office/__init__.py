"""Moderation in the back office: one queue for all modules, decisions, objections, rules, words."""
