"""The council in the back office: sources and their runs, corrections, hiding."""
