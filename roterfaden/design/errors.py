"""The answer when something of ours broke. It needs neither database nor static files nor a sane request."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponseServerError
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

logger = logging.getLogger(__name__)
BARE = (
    '<!DOCTYPE html><html lang="de"><meta charset="utf-8"><title>Hier ist etwas schiefgegangen</title>'
    "<h1>Hier ist bei uns etwas schiefgegangen.</h1><p>Bitte versuchen Sie es in ein paar Minuten noch einmal.</p>"
    '<p lang="en">Something went wrong on our side. Please try again in a few minutes.</p>'
)


@requires_csrf_token
def server_error(request: HttpRequest, template_name: str = "500.html") -> HttpResponseServerError:
    """The page of the design; a bare one where even that cannot be put together."""
    try:
        page: str = loader.render_to_string(template_name)
    except Exception:
        logger.exception("error_page_failed")
        page = BARE
    return HttpResponseServerError(page)
