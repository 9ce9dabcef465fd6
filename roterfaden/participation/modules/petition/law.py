"""How many signatures a residents' motion needs (§ 31 NKomVG), which an online count can never replace.

Residents from 14 years on may sign; 2.5 percent of all residents are needed, and from 100,000 residents 8,000 are
enough. The signatures must be on paper, each sheet with the whole request.
"""

from __future__ import annotations

PER_MILLE = 25
LARGE, ENOUGH = 100_000, 8_000
AGE = 14


def signatures_needed(residents: int) -> int:
    """So many; 0 where the number of residents is not known."""
    if residents <= 0:
        return 0
    share = -(-residents * PER_MILLE // 1_000)
    return min(share, ENOUGH) if residents >= LARGE else share
