"""Settings of the web server that are the same everywhere. See docs/decisions/web-server.md for why gunicorn."""

from __future__ import annotations

import os

from roterfaden.operation.logs import logging_settings

worker_class = "gthread"
#: Workers load the code after the fork: SQLite connections and index readers must not be shared.
preload_app = False
timeout = 60
graceful_timeout = 20
keepalive = 5
#: A slow leak anywhere ends with the worker that has it.
max_requests = 20_000
max_requests_jitter = 2_000
#: The application logs each request itself, without addresses of visitors.
accesslog = None
logconfig_dict = logging_settings(os.environ.get("ROTERFADEN_LOG", ""), os.environ.get("ROTERFADEN_LOG_LEVEL", "INFO"))
proc_name = "roterfaden"
#: No second way in; and two portals of one user would share its path.
control_socket_disable = True
limit_request_line = 8190
worker_tmp_dir = "/dev/shm"  # noqa: S108 - gunicorn's heartbeat; a disk would block it


def post_worker_init(worker: object) -> None:
    """Load addresses and templates before the first visitor comes, not with them."""
    from django.template import engines
    from django.urls import get_resolver

    _ = get_resolver().url_patterns, engines.all()
