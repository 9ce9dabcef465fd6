"""Events of a process: date and place, registration with a waiting list, attendance, minutes."""
