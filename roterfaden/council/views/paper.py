"""A paper at its permanent address: page, feed, data, and the choice where a number repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from roterfaden.council import feeds, querysets
from roterfaden.council.addresses import BY_ID, absolute, own_slug, paper_address
from roterfaden.council.models import Body, Paper
from roterfaden.council.numbers import parse_number
from roterfaden.council.paper_page import PaperPage
from roterfaden.council.sentences import day
from roterfaden.council.views.machine import data_address
from roterfaden.council.views.problems import Gone, council_page, public_or_gone, viewer

if TYPE_CHECKING:
    from roterfaden.council.models.base import Viewer


class Choice(Exception):
    """Several public papers share the number."""

    def __init__(self, papers: list[Paper]) -> None:
        super().__init__(len(papers))
        self.papers = papers


@council_page
def paper(request: HttpRequest, slug: str, body: str = "") -> HttpResponseBase:
    """A paper's page, or the choice between several of that number."""
    try:
        found = find_paper(viewer(request), slug, body)
    except Choice as choice:
        return render(request, "council/paper_choice.html", {"papers": choice.papers, "own_slug": own_slug}, status=300)
    if moved := _moved(found, slug):
        return redirect(moved)
    context = {
        "page": PaperPage(found),
        "paper": found,
        "today": querysets.today(),
        "canonical": absolute(paper_address(found, slug=slug)),
        "data_address": data_address(found),
        "cite": cite(found, absolute(paper_address(found, slug=slug))),
    }
    return render(request, "council/paper.html", context)


@council_page
def feed(request: HttpRequest, slug: str, body: str = "") -> HttpResponseBase:
    """What happened to a paper, as Atom: stations with results, and silent changes."""
    found = one_paper(viewer(request), slug, body)
    return feeds.paper_feed(PaperPage(found), absolute(paper_address(found, slug=slug)))


@council_page
def data(request: HttpRequest, slug: str, body: str = "") -> HttpResponseBase:
    """To the paper as OParl."""
    found = one_paper(viewer(request), slug, body)
    target = data_address(found)
    if not target:
        raise Http404(_("Diese Schnittstelle ist nicht eingeschaltet."))
    return redirect(target)


@council_page
def by_number(request: HttpRequest, base: str, rest: str, body: str = "") -> HttpResponseBase:
    """`…/0728/2026` and `…/1170/2026 N1`, as people write them, lead to the address with hyphens."""
    number = parse_number(f"{base}/{rest}")
    if number is None:
        raise Http404(_("Das ist keine Nummer einer Drucksache."))
    return redirect(paper_address(one_paper(viewer(request), number.slug, body), slug=number.slug))


@council_page
def without_slash(request: HttpRequest, slug: str) -> HttpResponse:
    """`…/0728-2026/` leads to the address without a slash at the end."""
    return HttpResponsePermanentRedirect(request.path.rstrip("/"))


def cite(paper: Paper, address: str) -> str:
    """How to quote the paper, with the day on which one looked."""
    owner = paper.body.name if paper.body is not None else settings.CITY
    head = " ".join(part for part in (paper.kind_label, paper.reference) if part)
    dated = _("{head} vom {day}").format(head=head, day=day(paper.date)) if paper.date else head
    return _("{owner}: {title}. {paper}, Stand {state}. {address} (abgerufen am {today})").format(
        owner=owner,
        title=" ".join(paper.name.split()),
        paper=dated,
        state=day(localtime(paper.changed_at).date()),
        address=address,
        today=day(querysets.today()),
    )


def find_paper(user: Viewer, slug: str, body: str = "") -> Paper:
    """The public paper at an address; Gone, Http404, or Choice where several share the number."""
    owner = _body(user, body)
    if by_id := BY_ID.fullmatch(slug):
        by_key = Paper.objects.filter(pk=int(by_id[1])).filter(_belongs(owner))
        return public_or_gone(_with_parts(by_key), user)  # type: ignore[no-any-return]
    found = list(querysets.papers_at(_spellings(slug), owner)[:50]) if owner is not None else []
    public = [row for row in found if row.is_public]
    if len(public) > 1:
        raise Choice(public)
    if public:
        return public[0]
    if gone := next((row for row in found if row.is_gone), None):
        raise Gone(gone)
    raise Http404(_("Eine Drucksache mit dieser Nummer war hier nie öffentlich."))


def one_paper(user: Viewer, slug: str, body: str = "") -> Paper:
    """As `find_paper`, for faces that cannot offer a choice: 404 there."""
    try:
        return find_paper(user, slug, body)
    except Choice:
        raise Http404(_("Unter dieser Nummer gibt es mehrere Drucksachen.")) from None


def _spellings(slug: str) -> list[str]:
    """The number as it is stored, however it is spelled in the address."""
    number = parse_number(slug)
    return [slug.lower(), *(spelling.slug for spelling in number.spellings)] if number is not None else [slug.lower()]


def _body(user: Viewer, slug: str) -> Body | None:
    if not slug:
        return querysets.home_body()
    return public_or_gone(Body.objects.filter(slug=slug), user)  # type: ignore[no-any-return]


def _belongs(owner: Body | None) -> Q:
    home = Q(body__isnull=True) | Q(body__is_home=True)
    return home if owner is None or owner.is_home else Q(body=owner)


def _with_parts(rows: QuerySet[Paper]) -> QuerySet[Paper]:
    return rows.select_related("body", "source", "text", "decided_by")


def _moved(found: Paper, slug: str) -> str:
    """The better address, where one asked by capital letters, or by the key of a paper whose number is unique."""
    if not BY_ID.fullmatch(slug):
        return paper_address(found) if slug != found.slug else ""
    if not found.slug or found.body is None:
        return ""
    same = Paper.objects.visible_to().filter(slug=found.slug, body=found.body)[:2].count()
    return paper_address(found) if same == 1 else ""
