"""Following in the back office: the outbox, how many follow what, erasing on request."""
