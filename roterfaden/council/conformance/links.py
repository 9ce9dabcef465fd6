"""Where references lead: to nothing, to another type, to what no list holds; and whether both sides agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from roterfaden.council.conformance import schema
from roterfaden.council.conformance.fetch import is_error_object
from roterfaden.council.conformance.objects import inspect
from roterfaden.council.conformance.register import Reference
from roterfaden.council.conformance.run import Run

#: Fields that mirror each other: what A names in the first, names A in the second.
MIRRORS = (
    ("Person.membership", "Membership.person"),
    ("Organization.membership", "Membership.organization"),
    ("Meeting.agendaItem", "AgendaItem.meeting"),
    ("Paper.consultation", "Consultation.paper"),
    ("Body.legislativeTerm", "LegislativeTerm.body"),
    ("Paper.superordinatedPaper", "Paper.subordinatedPaper"),
    ("File.derivativeFile", "File.masterFile"),
    ("AgendaItem.consultation", "Consultation.agendaItem"),
)
#: Fields that lead back from a file or place to what shows it, and the fields that show it.
HOLDERS: dict[str, tuple[str, ...]] = {
    "File.paper": ("Paper.mainFile", "Paper.auxiliaryFile"),
    "File.meeting": (
        "Meeting.invitation",
        "Meeting.resultsProtocol",
        "Meeting.verbatimProtocol",
        "Meeting.auxiliaryFile",
    ),
    "File.agendaItem": ("AgendaItem.resolutionFile", "AgendaItem.auxiliaryFile"),
    "Location.bodies": ("Body.location",),
    "Location.organizations": ("Organization.location",),
    "Location.persons": ("Person.location",),
    "Location.meetings": ("Meeting.location",),
    "Location.papers": ("Paper.location",),
}
#: What an endpoint without a list of it must embed in its parent. (In 1.0 a person's place is only linked.)
EMBEDDED_SOMEWHERE = {"LegislativeTerm", "Membership", "AgendaItem", "Consultation", "File"}


def check_links(run: Run) -> None:
    """All references of the run."""
    check_targets(run)
    check_mirrors(run)
    check_holders(run)
    check_stations(run)


def check_targets(run: Run) -> None:
    """References to objects that nobody has seen yet, and embedded ones that a list should hold."""
    asked: defaultdict[str, int] = defaultdict(int)
    skipped = 0
    for key, reference in sorted(run.register.references.items()):
        found = run.register.kinds.get(key)
        if found is not None:
            if found != reference.target:
                run.add("link-type", reference.url, reference.subject, f"{key} is {found}")
        elif key in run.register.deleted:
            run.add("link-deleted", reference.url, reference.subject, key)
        elif run.options.full or asked[reference.target] < run.options.sample * 4:
            asked[reference.target] += 1
            ask_target(run, key, reference)
        else:
            skipped += 1
    for (key, target), reference in run.register.conflicts.items():
        found = run.register.kinds.get(key, target)
        if found != target:
            run.add("link-type", reference.url, reference.subject, f"{key} is {found}")
    if skipped:
        run.skipped.append(_("{count} Verweise (--full prüft alle)").format(count=skipped))
    check_unlisted(run)


def ask_target(run: Run, key: str, reference: Reference) -> None:
    """Fetch an object that is only known by reference."""
    reply = run.client.read(key)
    if reply.failed:
        return
    if reply.object is None or is_error_object(reply.value):
        run.add("link-dangling", reference.url, reference.subject, f"{key}: HTTP {reply.status}")
        return
    found = schema.name_of(reply.object.get("type"))
    if reply.object.get("deleted") is True:
        run.add("link-deleted", reference.url, reference.subject, key)
    elif found and found != reference.target:
        run.add("link-type", reference.url, reference.subject, f"{key} is {found}")
    else:
        inspect(run, reply.object, reference.target, key)
        if reference.target in EMBEDDED_SOMEWHERE - run.lists.keys() and not run.truncated:
            run.add("link-unlisted", reference.url, reference.subject, key)


def check_unlisted(run: Run) -> None:
    """Objects of a type for which the endpoint offers lists, that stand in none of them."""
    if run.truncated:
        return
    for key, kind in run.register.kinds.items():
        if kind in run.lists and key not in run.register.listed[kind]:
            reference = run.register.references.get(key)
            subject = reference.subject if reference else kind
            run.add("link-unlisted", reference.url if reference else key, subject, key)


def check_mirrors(run: Run) -> None:
    """Both sides of mirrored fields, where both sides show them."""
    for one, other in MIRRORS:
        for left, right in ((one, other), (other, one)):
            if right == "AgendaItem.consultation":
                continue  # An item may be named by several consultations, and names one of them.
            for source, target in unanswered(run, left, right):
                run.add("backref-wrong", source, left, target)


def unanswered(run: Run, left: str, right: str) -> Iterator[tuple[str, str]]:
    """Pairs (A, B) where A names B in `left`, and B has `right` but does not name A there."""
    answers = run.register.edges[right]
    for source, targets in run.register.edges[left].items():
        for target in targets:
            named = answers.get(target)
            if named is not None and source not in named:
                yield source, target


def check_holders(run: Run) -> None:
    """A file or place names a paper (meeting …) if and only if that shows it."""
    for back, forward in HOLDERS.items():
        shown = shown_by(run, forward)
        for key, named in run.register.edges[back].items():
            for holder in set(named) - shown[key]:
                if holder in run.register.alone:
                    run.add("backref-wrong", key, back, holder)
            for holder in shown[key] - set(named):
                run.add("backref-wrong", holder, back, key)


def shown_by(run: Run, names: tuple[str, ...]) -> defaultdict[str, set[str]]:
    """Which objects show an object in one of the fields `names`."""
    shown: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for holder, targets in run.register.edges[name].items():
            for target in targets:
                shown[target].add(holder)
    return shown


def check_stations(run: Run) -> None:
    """A consultation names the meeting on whose agenda its item stands."""
    items = run.register.edges["Meeting.agendaItem"]
    meetings = run.register.edges["Consultation.meeting"]
    for key, agenda_items in run.register.edges["Consultation.agendaItem"].items():
        for meeting in meetings.get(key, ()):
            if meeting in items and not set(agenda_items) & set(items[meeting]):
                run.add("backref-wrong", key, "Consultation.meeting", meeting)
