"""Starts a program that dies with the process that started it, however that one ended.

    python -m roterfaden.operation.child PARENT PROGRAM ARGUMENT …

The kernel sends SIGTERM to the program when its parent is gone (Linux: PR_SET_PDEATHSIG, which survives exec).
Elsewhere the program is started all the same, without this guard. Django is not loaded here.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int) -> None:
    """Ask the kernel for SIGTERM at the parent's death; end at once if it died before we asked."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        raise SystemExit(0)


def main(arguments: list[str]) -> None:
    """Guard ourselves, then become the program."""
    die_with_parent(int(arguments[0]))
    os.execv(arguments[1], arguments[1:])  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
