"""Events in the back office: plan, registrations, door, minutes."""
