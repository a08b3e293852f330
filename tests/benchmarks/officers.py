"""Twenty officers ask for a paper as PDF at the same moment, while somebody else opens a dashboard every 200 ms.

Run it alone with `bin/bench officers`. Five papers of five areas, over HTTP, served as gunicorn.conf.py says; the demonstration is
loaded into a folder of its own. Nobody may be refused or wait longer than a minute, the server with its workers may not hold more
than 1 GB (a page of memory that they share counts once), and the dashboard has to answer all the while. Not a test.
"""

import os
import statistics
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.urls import reverse

from reports.demo.accounts import PASSWORD
from reports.models import Paper
from tests.benchmarks.served import PLAN, memory, served, signed_in

OFFICERS = 20
PAUSE = 0.2
"""Seconds between two views of the dashboard."""
PATIENCE = 60
"""Seconds after which an officer, or the proxy between, gives up."""
SAMPLE = 0.25
"""Seconds between two looks at the memory."""


@dataclass
class Watched:
    """What was seen meanwhile: views of the dashboard in milliseconds, failures among them, memory in MB."""

    views: list[float] = field(default_factory=list)
    failed: int = 0
    memory: list[float] = field(default_factory=list)


def main() -> None:
    """Print two lines. Needs the demonstration; Django has to be set up."""
    papers = list(Paper.objects.select_related("plan__area").order_by("pk"))
    with served(dict(os.environ)) as (base, pid):
        sessions = {
            paper.plan.area.slug: signed_in(base, PASSWORD, paper.plan.area.slug)
            for paper in papers
        }
        dashboard = f"{base}{PLAN}/"
        viewer = sessions["windsor-and-maidenhead"]
        asked = [(sessions[each.plan.area.slug], base + _address(each)) for each in papers]
        _get(viewer, dashboard)
        with _watching(viewer, dashboard, pid) as alone:
            time.sleep(4)
        started = time.perf_counter()
        with _watching(viewer, dashboard, pid) as meanwhile, ThreadPoolExecutor(OFFICERS) as pool:
            answers = list(pool.map(lambda n: _get(*asked[n % len(asked)]), range(OFFICERS)))
        wall = time.perf_counter() - started
    waits = sorted(seconds for seconds, _ in answers)
    good = sum(1 for _, status in answers if status == 200)
    print(
        f"{OFFICERS} officers, {len(papers)} papers as PDF at once: {good} of {OFFICERS} got theirs, in "
        f"{wall:.1f} s (median {statistics.median(waits):.1f} s, longest {waits[-1]:.1f} s; nobody may wait "
        f"{PATIENCE} s); server {alone.memory[-1]:.0f} MB before, {max(meanwhile.memory):.0f} MB at most (may be 1024)"
    )
    print(
        f"Dashboard every {PAUSE * 1000:.0f} ms meanwhile: {_said(meanwhile)}; with nothing else to do: {_said(alone)}. "
        f"Load of the machine {os.getloadavg()[0]:.1f}"
    )


def _address(paper: Paper) -> str:
    return reverse("paper-pdf", args=[paper.plan.area.slug, paper.plan.slug, paper.pk])


def _get(opener: urllib.request.OpenerDirector, address: str) -> tuple[float, int]:
    """Seconds, and the answer's status; 0 where there was none in time."""
    started = time.perf_counter()
    try:
        with opener.open(address, timeout=PATIENCE) as response:
            response.read()
            status = response.status
    except urllib.error.HTTPError as error:
        status = error.code
    except OSError:
        status = 0
    return time.perf_counter() - started, status


@contextmanager
def _watching(opener: urllib.request.OpenerDirector, dashboard: str, pid: int) -> Iterator[Watched]:
    """Opens the dashboard and looks at the memory until the block ends."""
    watched = Watched()
    ended = threading.Event()

    def view() -> None:
        while not ended.wait(PAUSE):
            seconds, status = _get(opener, dashboard)
            watched.views.append(seconds * 1000)
            watched.failed += status != 200

    def look() -> None:
        while not ended.is_set():
            watched.memory.append(memory(pid))
            ended.wait(SAMPLE)

    threads = [threading.Thread(target=each) for each in (view, look)]
    for thread in threads:
        thread.start()
    try:
        yield watched
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _said(watched: Watched) -> str:
    views = sorted(watched.views)
    return (
        f"{len(views)} views, median {statistics.median(views):.0f} ms, 95th {views[int(len(views) * 0.95) - 1]:.0f} ms, "
        f"worst {views[-1]:.0f} ms, {watched.failed} failed"
    )
