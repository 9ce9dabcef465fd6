"""Measuring: a city of any size, and how long its pages take."""
