"""Charts drawn on the server as SVG: no script, no style attribute, colours by classes (`.chart` in the design's CSS).

A picture is for those who see it; whoever uses one also shows its values as a table (`Series.points` have the words).
Positions are shares of the picture's size, so it fits every width, and texts keep their size.
"""

from __future__ import annotations

from roterfaden.kit.charts.bars import Bar, BarChart, draw_bars
from roterfaden.kit.charts.lines import LineChart, Point, Series, draw_lines
from roterfaden.kit.charts.scale import Scale, scale_for

__all__ = ["Bar", "BarChart", "LineChart", "Point", "Scale", "Series", "draw_bars", "draw_lines", "scale_for"]
