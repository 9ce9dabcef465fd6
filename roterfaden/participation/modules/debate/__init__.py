"""A debate about theses: comments in two levels, with a stance where the office wants one."""
