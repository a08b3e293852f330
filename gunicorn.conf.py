"""How gunicorn serves the tracker; gunicorn reads this file from the folder that it is started in.

GUNICORN_CMD_ARGS overrides any line, such as GUNICORN_CMD_ARGS="--bind 0.0.0.0:8000 --workers 4".
"""

import gc
import logging
import os
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

from wsoa import beside
from wsoa.secret_links import WithoutSecrets

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = 2
threads = 24  # of which 17 at most wait for PDFs (reports/pdf/render.py), the rest is for every other page
preload_app = True  # workers share the loaded code: 83 MB instead of 106 MB
max_requests = 5000  # the PDF library leaves a little behind at each paper
max_requests_jitter = 500
timeout = 120  # a long paper as PDF takes its time
control_socket_disable = True
loglevel = "warning"
_memory = Path("/dev/shm")  # noqa: S108 -- gunicorn makes an unnamed file there
worker_tmp_dir = str(_memory) if _memory.is_dir() else None  # heartbeats must not wait for a disk


def when_ready(server: Any) -> None:
    """Load every page's code before the workers part, start what runs beside them, tell where to go."""
    logging.getLogger("gunicorn.error").addFilter(WithoutSecrets())  # it names addresses in errors
    import_module(settings.ROOT_URLCONF)
    gc.freeze()  # the collector then leaves shared pages alone, and they stay shared
    if os.environ.get("BESIDE", "1") != "0":
        server.beside = beside.start(lambda: _close(server))
    for listener in server.LISTENERS:
        print(f"Serving on {listener}. Ctrl+C stops it.", flush=True)


def _close(server: Any) -> None:
    """Let go of the addresses that the server listens on."""
    for listener in server.LISTENERS:
        listener.close()


def on_exit(server: Any) -> None:
    """End what runs beside the workers; a job in progress is finished first."""
    if pid := getattr(server, "beside", 0):
        beside.stop(pid)
