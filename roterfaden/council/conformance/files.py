"""Files: reachable, and sent the way the specification asks for (section 2.7)."""

from __future__ import annotations

from roterfaden.council.conformance.fetch import Json
from roterfaden.council.conformance.run import Run
from roterfaden.council.conformance.values import is_address
from roterfaden.kit.http.answer import Answer


def check_files(run: Run) -> None:
    """A sample of files, by both of their addresses."""
    found: dict[str, Json] = {}
    for samples in (run.register.in_lists, run.register.embedded):
        if "File" in samples:
            found |= samples["File"].objects
    chosen = list(found.items())[: None if run.options.full else run.options.sample]
    for number, (key, value) in enumerate(chosen):
        run.progress("files", number, len(chosen))
        check_file(run, key, value)


def check_file(run: Run, key: str, value: Json) -> None:
    """One file."""
    access = probe(run, key, value.get("accessUrl"), "accessUrl")
    if access is not None:
        if access.headers.get("content-disposition", "").lower().startswith("attachment"):
            run.add("access-attachment", key, "File.accessUrl")
        check_content(run, key, value, access)
    download = probe(run, key, value.get("downloadUrl"), "downloadUrl")
    if download is not None:
        disposition = download.headers.get("content-disposition", "").lower()
        if not disposition.startswith("attachment") or "filename" not in disposition:
            run.add("download-disposition", key, "File.downloadUrl", disposition)


def probe(run: Run, key: str, url: object, field: str) -> Answer | None:
    """The answer of a file's address: HEAD, or GET where HEAD is not offered."""
    if not isinstance(url, str) or not is_address(url) or not may_ask(run, url):
        return None
    answer = run.client.ask(url, method="HEAD")
    if answer is not None and answer.status in (403, 404, 405, 501):
        answer = run.client.ask(url)
    if answer is not None and answer.status >= 400:
        run.add("file-unreachable", key, f"File.{field}", f"HTTP {answer.status}: {url}")
        return None
    return answer


def may_ask(run: Run, url: str) -> bool:
    """Whether the address lies where this run may ask."""
    only = run.options.only_host
    return not only or url.split("/")[2] == only


def check_content(run: Run, key: str, value: Json, answer: Answer) -> None:
    """Size and type, as the file itself says."""
    length, size = answer.headers.get("content-length", ""), value.get("size")
    if length.isdigit() and isinstance(size, int) and int(length) != size and "content-encoding" not in answer.headers:
        run.add("file-size", key, "File.size", f"{size} ≠ {length}")
    sent = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    said = str(value.get("mimeType", "")).split(";")[0].strip().lower()
    if sent and said and sent != said:
        run.add("file-mime", key, "File.mimeType", f"{said} ≠ {sent}")
