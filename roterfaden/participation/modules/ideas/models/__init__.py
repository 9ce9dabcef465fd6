"""What an idea has beyond what every contribution has: category, place, images, official status, ratings."""

from roterfaden.participation.modules.ideas.models.idea import Idea, Status
from roterfaden.participation.modules.ideas.models.images import Image
from roterfaden.participation.modules.ideas.models.ratings import Rating

__all__ = ["Idea", "Image", "Rating", "Status"]
