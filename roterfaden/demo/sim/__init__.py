"""The demonstration city's council system: invented pages in SIM's layout, in memory."""
