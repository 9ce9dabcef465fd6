"""The check of an endpoint, from its System object to its files."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from roterfaden.council.conformance import schema
from roterfaden.council.conformance.fetch import Client, Fetch, Json, is_error_object
from roterfaden.council.conformance.files import check_files
from roterfaden.council.conformance.filters import check_filters
from roterfaden.council.conformance.findings import Findings
from roterfaden.council.conformance.links import check_links
from roterfaden.council.conformance.lists import Walk, check_midnight, check_whole, host_of, walk
from roterfaden.council.conformance.manners import check_manners
from roterfaden.council.conformance.objects import inspect
from roterfaden.council.conformance.paging import check_paging
from roterfaden.council.conformance.register import Register
from roterfaden.council.conformance.report import Report
from roterfaden.council.conformance.run import Options, Progress, Run, silent
from roterfaden.council.conformance.singles import check_singles


class NotReachable(Exception):
    """The address does not answer with a System object: nothing can be checked."""


def check(url: str, fetch: Fetch, options: Options | None = None, progress: Progress = silent) -> Report:
    """Check the endpoint whose System object is at `url`. Raises NotReachable."""
    started = time.monotonic()
    run, system = open_run(url, fetch, options or Options(), progress)
    inspect(run, system, "System", url)
    walks = read_lists(run, system)
    for result in walks:
        progress(f"{result.kind} ↻", 0, None)
        check_paging(run, result)
        check_filters(run, result)
    check_organization_lists(run)
    check_singles(run)
    check_links(run)
    check_manners(run, [result.url for result in walks if result.first])
    if run.options.files:
        check_files(run)
    check_schemes(run)
    return Report.of(run, time.monotonic() - started)


def open_run(url: str, fetch: Fetch, options: Options, progress: Progress) -> tuple[Run, Json]:
    """Fetch the System object and learn the version."""
    findings = Findings()
    client = Client(fetch, findings)
    reply = client.read(url)
    system = reply.object
    if system is None or is_error_object(system):
        raise NotReachable(_why(reply.status, findings))
    register = Register(options.at_most, host_of(url))
    return Run(url, version_of(system), client, findings, register, options, datetime.now(UTC), progress), system


def _why(status: int, findings: Findings) -> str:
    group = findings.groups.get("unreachable")
    if group:
        return group.examples[0].detail
    return f"HTTP {status}" if status != 200 else "JSON?"


def version_of(system: Json) -> str:
    """The version that a System object claims; 1.1 where it claims none that exists."""
    claimed = f"{system.get('oparlVersion')} {system.get('type')}"
    return next((version for version in schema.VERSIONS if f"/{version}/" in claimed), "1.1")


def read_lists(run: Run, system: Json) -> list[Walk]:
    """Read the list of bodies and all lists of each body, to their ends."""
    url = system.get("body")
    if not isinstance(url, str):
        return []
    run.lists["Body"] = url
    bodies = walk(run, url, "Body")
    walks = [bodies, *(result for body in body_objects(run, bodies) for result in read_body(run, body))]
    for result in walks:
        check_whole(run, result)
        check_midnight(run, result)
        run.truncated |= result.truncated or not result.complete
    if run.truncated:
        run.skipped.append(_("Vollständigkeit, denn nicht alle Listen wurden bis zum Ende gelesen"))
    return walks


def body_objects(run: Run, bodies: Walk) -> list[Json]:
    """The bodies of the first page: more than a hundred in one system are not known."""
    return [value for value in bodies.first.objects if value.get("deleted") is not True] if bodies.first else []


def read_body(run: Run, body: Json) -> list[Walk]:
    """The lists of one body."""
    result = []
    for key, kind in schema.lists_of("Body", run.version).items():
        url = body.get(key)
        if isinstance(url, str):
            run.lists[kind] = url
            before = set(run.register.listed[kind])
            result.append(walk(run, url, kind))
            check_body(run, str(body.get("id")), kind, run.register.listed[kind] - before)
    return result


def check_body(run: Run, body: str, kind: str, ids: set[str]) -> None:
    """What stands in a body's list belongs to that body, if it says to which it belongs."""
    for key, named in run.register.edges[f"{kind}.body"].items():
        if key in ids and body not in named:
            run.add("body-wrong", key, f"{kind}.body", str(named))


def check_organization_lists(run: Run) -> None:
    """The lists that a sample of organizations offers hold what names the organization, and nothing else."""
    sample = run.register.in_lists.get("Organization")
    for value in list(sample.objects.values())[: None if run.options.full else 2] if sample else []:
        for key, kind in schema.lists_of("Organization", run.version).items():
            url = value.get(key)
            if isinstance(url, str):
                compare_list(run, str(value.get("id")), kind, walk(run, url, kind, check=False))


def compare_list(run: Run, organization: str, kind: str, result: Walk) -> None:
    """`Meeting.organization` and the organization's list of meetings are two sides of one thing."""
    edges = run.register.edges[f"{kind}.organization"]
    naming = {key for key, named in edges.items() if organization in named and key in run.register.listed[kind]}
    wrong = {key for key in result.ids if key in edges and organization not in edges[key]}
    if result.complete and not run.truncated:
        wrong |= naming - set(result.ids)
    for key in sorted(wrong):
        run.add("backref-wrong", result.url, f"Organization.{kind.lower()}", key)


def check_schemes(run: Run) -> None:
    """Ids with http, with https, or both (section 2.3)."""
    schemes = run.register.schemes
    if schemes.get("http") and schemes.get("https"):
        run.add("id-mixed", schemes["http"][0], detail=schemes["https"][0])
    elif schemes.get("http"):
        local = is_loopback(urlsplit(schemes["http"][0]).hostname or "")
        run.add("id-http-loopback" if local else "id-http", schemes["http"][0])


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
