"""The invented pages: each fixture is the main part of one page, put into SIM's frame."""

from __future__ import annotations

from pathlib import Path

from roterfaden.council.sources.sim.addresses import Site

FIXTURES = Path(__file__).parent / "fixtures"
BASE = "https://sim.example/lhhsimwebre.nsf/"
SITE = Site(BASE)


def fixture(name: str) -> str:
    """The whole page of a fixture."""
    main = (FIXTURES / f"{name}.html").read_text("utf-8")
    return main if main.startswith("<!DOCTYPE") else framed(main)


def framed(main: str) -> str:
    """A main part in the frame that all pages of SIM share."""
    return (FIXTURES / "frame.html").read_text("utf-8").replace("{main}", main)
