"""What the set-up says when something is missing: the cause and the mend, in English and in German."""

from __future__ import annotations

import re


class Problem(Exception):
    """Something a person has to mend. Its text is the whole message; no traceback is shown."""


OLD_PYTHON = (
    "Python {found} is too old: Roter Faden needs Python 3.11 or newer (Debian 12 has it).\n"
    "Python {found} ist zu alt: Roter Faden braucht Python 3.11 oder neuer (Debian 12 hat es)."
)
NO_VENV = (
    "The Python module that makes environments is missing. Mend: sudo apt install python3-venv\n"
    "Das Python-Modul für Umgebungen fehlt. Abhilfe: sudo apt install python3-venv"
)
NO_NETWORK = (
    "{what} could not be downloaded: there is no connection to the package registry.\n"
    "Mend: check the network; behind a proxy set HTTPS_PROXY; with a mirror of your own set PIP_INDEX_URL,\n"
    "UV_DEFAULT_INDEX and NPM_CONFIG_REGISTRY. Then run the same command again: what is done is kept.\n"
    "{what}: Herunterladen nicht möglich, keine Verbindung zum Paketverzeichnis. Bitte Netz oder Proxy prüfen und den\n"
    "Befehl wiederholen; Fertiges bleibt erhalten."
)
NO_TRUST = (
    "{what} could not be downloaded: the connection's certificate is not trusted (an inspecting proxy?).\n"
    "Mend: install your network's certificate (sudo update-ca-certificates) or name its file in SSL_CERT_FILE and\n"
    "NODE_EXTRA_CA_CERTS. Then run the same command again: what is done is kept.\n"
    "{what}: Dem Zertifikat der Verbindung wird nicht vertraut. Bitte das Zertifikat des Netzes einrichten und den\n"
    "Befehl wiederholen; Fertiges bleibt erhalten."
)
FAILED = (
    "{what} failed. The last lines say why; all of it is in {log}.\n"
    "{what}: fehlgeschlagen. Die letzten Zeilen nennen den Grund; alles steht in {log}.\n\n{tail}"
)
NO_SPACE = (
    "{what} failed: the disk is full. Mend: free about 1.5 GB in {folder}, then run the same command again.\n"
    "{what}: Die Festplatte ist voll. Bitte in {folder} etwa 1,5 GB frei machen und den Befehl wiederholen."
)
NOT_WRITABLE = (
    "The folder {folder} cannot be written by this user. Mend: clone into a folder of your own, or change its owner.\n"
    "In den Ordner {folder} darf dieses Konto nicht schreiben. Abhilfe: in einen eigenen Ordner klonen."
)
WAITING = (
    "Another set-up runs in this folder; waiting for it. / Eine andere Einrichtung läuft hier; sie wird abgewartet."
)

_TRUST = re.compile(
    r"certificate verify|UnknownIssuer|SELF_SIGNED|unable to get (local )?issuer|peer certificate", re.I
)
_NETWORK = re.compile(
    r"connection (error|refused|reset|broken|timed)|ConnectionError|NewConnectionError|failed to (establish|connect)"
    r"|failed to fetch|name resolution|name or service|dns error|timed out|network is"
    r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH"
    r"|No matching distribution found for uv|error sending request|ProxyError",
    re.IGNORECASE,
)


def problem_of(what: str, output: str, log: str, folder: str) -> Problem:
    """The sentence for a failed step, chosen from what its program printed."""
    if "No space left" in output or "ENOSPC" in output:
        return Problem(NO_SPACE.format(what=what, folder=folder))
    if _TRUST.search(output):
        return Problem(NO_TRUST.format(what=what))
    if _NETWORK.search(output) and "HashMismatch" not in output:
        return Problem(NO_NETWORK.format(what=what))
    tail = "\n".join(output.strip().splitlines()[-12:])
    return Problem(FAILED.format(what=what, log=log, tail=tail))
