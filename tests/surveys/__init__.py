"""Tests of surveys and quick polls."""
