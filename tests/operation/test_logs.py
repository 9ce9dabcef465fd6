"""Log lines: JSON with the request's id, tracebacks without local variables."""

from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
import structlog

from roterfaden.operation.logs import logging_settings


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """A handler with our JSON formatter at the logger "test"."""
    text = io.StringIO()
    formatter = logging_settings("json", "INFO")["formatters"]["line"]
    handler = logging.StreamHandler(text)
    handler.setFormatter(formatter["()"](**{key: value for key, value in formatter.items() if key != "()"}))
    logger = logging.getLogger("test.logs")
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel("INFO")
    yield text
    logger.removeHandler(handler)


def test_a_line_is_json_with_the_request_id_and_the_extra_fields(stream: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(request_id="abc-12345"):
        logging.getLogger("test.logs").info("request", extra={"status": 200})
    line = json.loads(stream.getvalue())
    assert (line["event"], line["request_id"], line["status"], line["level"]) == ("request", "abc-12345", 200, "info")
    assert line["timestamp"].endswith("Z")


def test_a_traceback_is_text_in_one_line_without_local_variables(stream: io.StringIO) -> None:
    try:
        password = "s3cret"  # noqa: F841
        raise ValueError("broken")
    except ValueError:
        logging.getLogger("test.logs").exception("odd")
    assert stream.getvalue().count("\n") == 1
    line = json.loads(stream.getvalue())
    assert "ValueError: broken" in line["exception"]
    assert "'s3cret'" not in line["exception"]


def test_structlogs_own_loggers_take_the_same_way(stream: io.StringIO) -> None:
    structlog.get_logger("test.logs").warning("begun_anew", kind="paper")
    assert json.loads(stream.getvalue())["kind"] == "paper"


def test_both_styles_are_valid_settings() -> None:
    for style in ("json", "text", ""):
        assert logging_settings(style, "info")["root"]["level"] == "INFO"
