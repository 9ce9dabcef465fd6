"""Hannover's council information system SIM (Lotus Domino, HTML only), read as if it spoke OParl 1.1.

`pages/` are pure parsers (HTML → frozen dataclasses, by heading texts), `objects` turns their results into OParl JSON,
`reader` walks the site. Nothing here touches the database. The layout rules stand in docs/sim.md.
"""

from roterfaden.council.sources.sim.reader import SimReader

__all__ = ["SimReader"]
