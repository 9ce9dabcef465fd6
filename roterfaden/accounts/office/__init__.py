"""Organisations in the back office: who asks to speak for whom, and the city's answer."""
