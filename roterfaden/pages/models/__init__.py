"""Editorial pages (Wagtail)."""

from roterfaden.pages.models.accessibility import AccessibilityPage, KnownGap
from roterfaden.pages.models.feedback import Feedback
from roterfaden.pages.models.news import NewsIndexPage, NewsPage
from roterfaden.pages.models.seed import Seed
from roterfaden.pages.models.standard import StandardPage
from roterfaden.pages.models.start import StartPage

__all__ = [
    "AccessibilityPage",
    "Feedback",
    "KnownGap",
    "NewsIndexPage",
    "NewsPage",
    "Seed",
    "StandardPage",
    "StartPage",
]
