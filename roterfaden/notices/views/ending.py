"""One click to end it: the link in every mail, and what mail programs send for it (RFC 8058)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from roterfaden.kit.things import Ref
from roterfaden.kit.things import thing as load
from roterfaden.notices import following, tokens
from roterfaden.notices.models import Follower, Following
from roterfaden.notices.rendering import title_of
from roterfaden.notices.views.shared import private


@method_decorator([csrf_exempt, private], name="dispatch")
class End(View):
    """Shows a button; a POST ends. The token is the permission, so a mail program needs no cookie."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """What will end. Nothing ends by looking."""
        row, follower = _whose(token)
        if row is None and follower is None:
            return _void(request, token)
        return render(request, "notices/end.html", {"title": _title(row.ref) if row else "", "all": row is None})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """End it: at once, and the same the second time. Told by a page, because nobody reads what machines get."""
        row, follower = _whose(token)
        if row is None and follower is None:
            return _void(request, token)
        values: dict[str, str | bool] = {"all": row is None}
        if row is not None:
            follower, ref = row.follower, row.ref
            values |= {"title": _title(ref), "ref": str(ref)}
            following.end(row)
        elif follower is not None:
            following.end_all(follower)
        values["manage"] = tokens.of_follower(tokens.MANAGE, follower) if follower else ""
        return render(request, "notices/ended.html", values)


def _whose(token: str) -> tuple[Following | None, Follower | None]:
    """The one following that a token ends, or the follower all of whose mails it ends."""
    found = tokens.following_of(tokens.END, token)
    return (found[0], None) if found else (None, tokens.follower_of(tokens.END, token))


def _void(request: HttpRequest, token: str) -> HttpResponse:
    """Ended already is as good as ended now; any other text is nothing."""
    if tokens.ended_follower_of(token) is not None:
        return render(request, "notices/ended.html", {"title": "", "already": True})
    return render(request, "notices/void.html", status=404)


def _title(ref: Ref) -> str:
    thing = load(ref)
    return title_of(thing) if thing is not None else _("etwas, das nicht mehr öffentlich ist")
