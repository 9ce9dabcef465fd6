"""The one way for pictures into the portal: capped, unpacked by a child process, made anew, served from addresses that
tell nothing.
"""

from roterfaden.participation.modules.ideas.images.making import Limits, Picture, Unusable, make

__all__ = ["Limits", "Picture", "Unusable", "make"]
