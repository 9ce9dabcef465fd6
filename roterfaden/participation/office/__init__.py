"""Processes in the back office: formats, phases, rules, codes, statistics, exports."""
