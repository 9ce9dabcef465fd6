"""Tools for the people who build and install Roter Faden. Nothing in here runs on a portal."""
