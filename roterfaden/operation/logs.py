"""Logs: one line an event, as JSON for machines or as text for a terminal. Never a visitor's address, never a query.

Standard logging all the way (Django, gunicorn, our jobs); structlog formats the lines and carries the request's id.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

#: Added to every line by structlog's context: request_id in a request, job in a job.
_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.ExtraAdder(),
    structlog.processors.StackInfoRenderer(),
]
#: What Django attaches to its records as objects; a line needs only their text.
_OBJECTS = ("request", "server_time", "taskName")


def logging_settings(style: str, level: str) -> dict[str, Any]:
    """Django's LOGGING. `style` is json or text; empty: text where a person watches, else json."""
    _route_structlog()
    chosen = style or ("text" if sys.stderr.isatty() else "json")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": structlog.stdlib.ProcessorFormatter, **_formatter(chosen)}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": _loggers(),
    }


def _route_structlog() -> None:
    """Lines written through structlog's own loggers take the same way as all others."""
    structlog.configure(
        processors=[*_SHARED[:-2], _SHARED[-1], structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _loggers() -> dict[str, Any]:
    quiet = {"level": "WARNING", "propagate": True, "handlers": []}
    return {
        "django": {"propagate": True, "handlers": []},
        # Our own request line says it all; Django's would repeat paths of refused requests.
        "django.request": {"level": "ERROR", "propagate": True, "handlers": []},
        "django.server": quiet,
        "gunicorn.error": {"level": "NOTSET", "propagate": True, "handlers": []},
        # Wagtail keeps its own history in the database.
        "wagtail": quiet,
        "django_tasks": quiet,
        "django.tasks": quiet,
        "httpx": quiet,
        "httpcore": quiet,
        "pypdf": {"level": "ERROR", "propagate": True, "handlers": []},
    }


def _formatter(style: str) -> dict[str, Any]:
    clean = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, _without_objects]
    if style == "json":
        # Tracebacks as text: the structured ones carry local variables, and with them personal data.
        renderer: list[Any] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(default=str)]
    else:
        plain = structlog.dev.plain_traceback
        renderer = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    return {"processors": [*clean, *renderer], "foreign_pre_chain": _SHARED}


def _without_objects(logger: logging.Logger, name: str, event: dict[str, Any]) -> dict[str, Any]:
    for key in _OBJECTS:
        event.pop(key, None)
    return event
