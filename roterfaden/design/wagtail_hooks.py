"""The back office in our colours and type."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def our_colours() -> SafeString:
    """The style sheets that the back office adds to its own."""
    names = ("design/css/fonts.css", "design/css/admin.css")
    return SafeString("".join(format_html('<link rel="stylesheet" href="{}">', static(name)) for name in names))
