"""From sealed answers to tables in which nobody can be found."""
