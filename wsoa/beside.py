"""What runs beside the server, once however many workers serve: the job worker and the clock.

The server's first process parts into one that keeps these two alive, so that all share the loaded code:
each is a fork, started again when it ends, and ends with the process that started it, however that ends.
A lock in the data folder keeps a second server on the same data from having a second pair.
"""

import fcntl
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

JOBS_EVERY = 2.0
"""Seconds between two looks at the queue. A look takes SQLite's write lock for less than a millisecond."""
TICK_EVERY = 60
START_AGAIN_AFTER = 5.0
END_WITHIN = 15.0
"""Seconds that a job in progress has to finish once the server stops."""

logger = logging.getLogger(__name__)


def start(close: Callable[[], None]) -> int:
    """Start the pair and what keeps it alive; the process to `stop`. `close` lets go of the server's own."""
    pid = os.fork()
    if pid:
        return pid
    _become_own(os.getppid(), close)
    _keep()
    os._exit(0)


def stop(pid: int) -> None:
    """End the pair, giving a job in progress the time to finish."""
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return
    for _ in range(int(END_WITHIN * 10)):
        try:
            ended, _ = os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:  # the server has seen it end already
            return
        if ended:
            return
        time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)


def _jobs() -> None:
    for name in ("django_tasks", "django_tasks_db"):
        logging.getLogger(name).addFilter(lambda record: record.levelno >= logging.ERROR)
    call_command("db_worker", interval=JOBS_EVERY, reload=False)


def _tick() -> None:
    call_command("tick", every=TICK_EVERY)


def _become_own(parent: int, close: Callable[[], None]) -> None:
    """Make a fork a process of its own: no signals, sockets or connections of its parent's."""
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGCHLD):
        signal.signal(each, signal.SIG_DFL)
    for each in (signal.SIGUSR1, signal.SIGUSR2, signal.SIGWINCH, signal.SIGTTIN, signal.SIGTTOU):
        signal.signal(each, signal.SIG_IGN)
    signal.set_wakeup_fd(-1)
    os.setpgid(0, 0)  # Ctrl+C in the terminal is for the server, which then ends these in order
    close()
    connections.close_all()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process once its parent has, also where the parent could not say so."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _keep() -> None:
    """Have both running until told to stop."""
    lock = (Path(settings.DATA_DIR) / ".beside.lock").open("w")
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    while not stopping.is_set():
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:  # another server on the same data has the pair
            stopping.wait(START_AGAIN_AFTER)
    running: dict[int, Callable[[], None]] = {}
    waiting: list[tuple[float, Callable[[], None]]] = [(0.0, _jobs), (0.0, _tick)]
    while not stopping.is_set():
        for due, work in [each for each in waiting if each[0] <= time.monotonic()]:
            waiting.remove((due, work))
            running[_part(work)] = work
        for pid in list(running):
            if os.waitpid(pid, os.WNOHANG)[0]:
                waiting.append((time.monotonic() + START_AGAIN_AFTER, running.pop(pid)))
        stopping.wait(1)
    _end(running)


def _part(work: Callable[[], None]) -> int:
    """Do the work in a process of its own; its number."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        _become_own(os.getppid(), lambda: None)
        work()
        code = 0
    except SystemExit:
        code = 0
    except BaseException:
        logger.exception("What runs beside the server has failed; it is started again.")
    finally:
        sys.stdout.flush()
        os._exit(code)


def _end(running: dict[int, Callable[[], None]]) -> None:
    """End the pair, by force where it takes too long."""
    for pid in running:
        os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + END_WITHIN - 1
    left = set(running)
    while left and time.monotonic() < until:
        left -= {pid for pid in left if os.waitpid(pid, os.WNOHANG)[0]}
        time.sleep(0.1)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
