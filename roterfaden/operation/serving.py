"""Serving the portal: the web server and the job worker as children of one process."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from roterfaden.operation.supervising import Program, Supervisor

Say = Callable[[str], object]
PID_FILE = "serve.pid"


@dataclass(frozen=True)
class Serving:
    """What to serve, and where."""

    port: int = 8000
    host: str = "127.0.0.1"
    web: bool = True
    worker: bool = True
    #: Web processes; 0 means one for each core, four at most.
    workers: int = 0
    threads: int = 4
    #: Log only what is wrong (a demonstration's terminal should keep its address and logins in sight).
    quiet: bool = False

    @property
    def address(self) -> str:
        """The address to type into a browser on this machine."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::", ""} else self.host  # noqa: S104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def serve(serving: Serving, say: Say) -> int:
    """Run web and worker until SIGTERM or Ctrl-C. Returns the exit code; a busy port is a CommandError."""
    if serving.web:
        require_free(serving.host, serving.port)
    programs = [*_web(serving), *_worker(serving)]
    pid_file = Path(settings.HOME) / PID_FILE
    if serving.web and serving.worker:
        pid_file.write_text(str(os.getpid()))
    try:
        return Supervisor(programs, _aloud(say)).run()
    finally:
        if pid_file.exists() and pid_file.read_text() == str(os.getpid()):
            pid_file.unlink()


def _aloud(say: Say) -> Say:
    """`say`, seen at once even where the output is a pipe; what was said before is shown now."""

    def aloud(sentence: str) -> None:
        say(sentence)
        sys.stdout.flush()

    sys.stdout.flush()
    return aloud


def require_free(host: str, port: int) -> None:
    """Nothing if the port can be listened on, else a CommandError that names the mend."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CommandError(_problem_of(error, host, port)) from None


def _problem_of(error: OSError | OverflowError, host: str, port: int) -> str:
    number = error.errno if isinstance(error, OSError) else None
    names = {"host": host, "port": port, "other": port + 1}
    if number == errno.EADDRINUSE:
        return (
            _(
                "Port %(port)s ist belegt: Dort läuft schon ein Programm, vielleicht dieses Portal. Beenden Sie es oder"
                " nehmen Sie einen anderen Port: make demo PORT=%(other)s (oder roterfaden serve --port %(other)s)."
            )
            % names
        )
    if number == errno.EACCES:
        return (
            _("Port %(port)s darf dieses Konto nicht öffnen. Nehmen Sie einen ab 1024 und davor einen Reverse-Proxy.")
            % names
        )
    return _("Unter %(host)s, Port %(port)s kann dieses Gerät nicht antworten. Prüfen Sie --host und --port.") % names


def _web(serving: Serving) -> list[Program]:
    if not serving.web:
        return []
    bind = f"[{serving.host}]:{serving.port}" if ":" in serving.host else f"{serving.host}:{serving.port}"
    command = [sys.executable, "-m", "gunicorn", "--config", "python:roterfaden.operation.gunicorn", "--bind", bind]
    command += ["--workers", str(serving.workers or min(os.cpu_count() or 1, 4)), "--threads", str(serving.threads)]
    return [Program("web", [*command, "roterfaden.wsgi:application"], _environ(serving))]


def _worker(serving: Serving) -> list[Program]:
    if not serving.worker:
        return []
    return [Program("worker", [sys.executable, "-m", "roterfaden.cli", "work"], _environ(serving))]


def _environ(serving: Serving) -> dict[str, str]:
    """Defaults for what the operator did not set: the portal's own address, and how much is logged."""
    environ = {"ROTERFADEN_URL": serving.address, "ROTERFADEN_LOG_LEVEL": "WARNING" if serving.quiet else "INFO"}
    return {name: value for name, value in environ.items() if not os.environ.keys() & {name, f"{name}_FILE"}}
