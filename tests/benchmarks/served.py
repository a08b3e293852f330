"""Times the served application on a demonstration database. Started by bin/bench; not a test.

For SQLite and PostgreSQL: loads the demonstration, serves it as bin/run does, signs in as a project
manager and asks for each page of Windsor and Maidenhead's plan (107 actions). "First view" asks for a
different as-at date each time, so that every Position is read from the history; "again" asks for one
date. Memory is that of gunicorn and its workers together. The PDF is compared with a bare
WeasyPrint run on the same HTML, and whole board packs are made. Pages of a plan of 1,000 actions and an import
of 2,000 rows are timed by large.py, the freezing of a pack by freezing.py, a dashboard with two years of history
by history.py, measures by measures.py, a register of risks by risks.py, what answers weaknesses by coverage.py,
statutory dates and the timeline by clock.py, papers being written by drafting.py.
"""

import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from http.cookiejar import CookieJar
from pathlib import Path

from tests.postgres import server as postgres_server

ROOT = Path(__file__).resolve().parents[2]
PLAN = "/windsor-and-maidenhead/wsoa"
PAPERS = "/published/windsor-and-maidenhead/"
PUBLISHED = date(2018, 4, 30)
REQUESTS = 30
PAGES = {
    "Register, 107 actions on one page": (f"{PLAN}/actions/", 153.0),
    "Action page": (f"{PLAN}/actions/3.4/", 42.0),
    "Dashboard": (f"{PLAN}/", None),
    "Forecast of 1,000 runs": (f"{PLAN}/forecast/", None),
    "CSV of 107 rows": (f"{PLAN}/actions.csv", 87.0),
    "Cabinet paper, preview": (f"{PLAN}/papers/cabinet/", None),
    "Cabinet paper, PDF with appendix": (f"{PLAN}/papers/cabinet.pdf", 580.0),
    "Published papers": (PAPERS, None),
    "Published paper as a web page": (f"{PAPERS}1/", None),
    "Published paper, PDF from disk": (f"{PAPERS}1/paper.pdf", None),
}
"""Page -> address, and what Redmine 5.0.4 took for the like with as many rows, in ms."""


@dataclass(frozen=True)
class Timing:
    """Milliseconds: the median and the 95th percentile."""

    median: float
    p95: float

    def __str__(self) -> str:
        return f"{self.median:8.1f} {self.p95:8.1f}"


def main() -> None:
    """Bench both databases and print the tables; with the word `officers`, only who asks for papers at once."""
    if sys.argv[1:] == ["officers"]:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            print(_officers(_loaded({}, Path(folder))), end="")
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _bench("SQLite", {}, Path(folder))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, postgres_server() as url:
        _bench("PostgreSQL", {"DATABASE_URL": url}, Path(folder))


def _loaded(extra: dict[str, str], folder: Path) -> dict[str, str]:
    """An environment with the demonstration in it."""
    env = {**os.environ, "WSOA_DEMO": "1", "WSOA_DATA": str(folder), **extra}
    _manage(env, "migrate", "--verbosity=0")
    _manage(env, "load_demo", "--quiet")
    _manage(env, "collectstatic", "--noinput", "--verbosity=0")
    return env


def _bench(title: str, extra: dict[str, str], folder: Path) -> None:
    started = time.perf_counter()
    env = _loaded(extra, folder)
    print(f"\n{title}: demonstration ready in {time.perf_counter() - started:.1f} s")
    queries = _query_counts(env)
    password = run_code(env, "from reports.demo.accounts import PASSWORD; print(PASSWORD)").strip()
    with served(env) as (base, pid):
        opener = signed_in(base, password)
        idle = memory(pid)
        print(f"{'':36}{'first view, ms':>18}{'again, ms':>18}{'queries':>16}  compared with")
        print(f"{'':36}{'median':>9}{'p95':>9}{'median':>9}{'p95':>9}{'first':>9}{'again':>7}")
        for name, (address, peer) in PAGES.items():
            if address.endswith(".pdf"):
                before_pdf = memory(pid)
            days = [PUBLISHED - timedelta(days=n) for n in range(REQUESTS + 1)]
            first = _time(opener, [f"{base}{address}?as_at={day}" for day in days])
            again = _time(opener, [f"{base}{address}?as_at={PUBLISHED}"] * (REQUESTS + 8), skip=8)
            said = f"{again.median / peer:.0%} of Redmine's {peer:.0f} ms" if peer else ""
            cold, warm = queries[address]
            print(f"{name:36}{first} {again} {cold:>9}{warm:>7}  {said}")
        print(
            f"Memory of the server: {idle:.0f} MB after sign-in, {before_pdf:.0f} MB after the pages, "
            f"{memory(pid):.0f} MB after the PDFs; peak of one process {_peak(pid):.0f} MB "
            "(Redmine: 310 MB)"
        )
    print(_officers(env), end="")
    print(_bare_weasyprint(env))
    print(run_code(env, "from tests.benchmarks.word import main; main()"), end="")
    print(run_code(env, "from tests.benchmarks.drafting import main; main()"), end="")
    print(_board_pack(env))
    print(_large_plan(env), end="")
    print(run_code(env, "from tests.benchmarks.freezing import main; main()"), end="")
    print(run_code(env, "from tests.benchmarks.risks import main; main()"), end="")
    print(_two_years(env), end="")
    print(_measures(env), end="")
    print(_coverage(env), end="")
    print(run_code(env, "from tests.benchmarks.clock import main; main()"), end="")


def _manage(env: dict[str, str], *words: str) -> str:
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout


@contextmanager
def served(env: dict[str, str]) -> Iterator[tuple[str, int]]:
    """The address of gunicorn, set up by gunicorn.conf.py, and its process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "wsoa.wsgi:application"],
        cwd=ROOT,
        env={**env, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{base}/healthz").close()  # noqa: S310 - our own address
                break
            except OSError:
                time.sleep(0.1)
        yield base, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def signed_in(
    base: str, password: str, area: str = "windsor-and-maidenhead"
) -> urllib.request.OpenerDirector:
    """An opener that holds the session of the area's project manager."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = opener.open(f"{base}/accounts/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    form = {
        "csrfmiddlewaretoken": token[1],
        "login": f"manager@{area}.example",
        "password": password,
    }
    opener.open(f"{base}/accounts/login/", urllib.parse.urlencode(form).encode()).close()
    return opener


def _time(opener: urllib.request.OpenerDirector, addresses: list[str], *, skip: int = 1) -> Timing:
    """How long the addresses take, the first few left out."""
    taken: list[float] = []
    for address in addresses:
        started = time.perf_counter()
        with opener.open(address) as response:
            response.read()
        taken.append((time.perf_counter() - started) * 1000)
    taken = sorted(taken[skip:])
    return Timing(statistics.median(taken), taken[int(len(taken) * 0.95) - 1])


def _processes(pid: int) -> list[str]:
    return [str(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory(pid: int) -> float:
    """Memory of the process and its children now, in MB; a page that they share counts once."""
    return sum(_kilobytes(process, "smaps_rollup", "Pss") for process in _processes(pid)) / 1024


def _peak(pid: int) -> float:
    """The most that one of them ever held, in MB, what it shares with the others included."""
    return max(_kilobytes(process, "status", "VmHWM") for process in _processes(pid)) / 1024


def _kilobytes(process: str, file: str, name: str) -> int:
    match = re.search(rf"^{name}:\s+(\d+) kB", Path(f"/proc/{process}/{file}").read_text(), re.M)
    return int(match[1]) if match else 0


_COUNT = """
import sys
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from actions.position import memory
from wsoa.models import User
client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.get(email="manager@windsor-and-maidenhead.example"))
for address in sys.stdin.read().split():
    counts = []
    memory.forget_all()
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address + "?as_at=2018-04-30").status_code == 200
        counts.append(len(captured))
    print(address, *counts)
"""

_BARE = """
import resource, sys, time
html = sys.stdin.read()
from weasyprint import HTML
from reports.pdf.render import STATIC_ADDRESS, PARTS_STYLESHEET, StaticFetcher, STYLESHEET, render_pdf
if sys.argv[1] == "bare":
    def make():
        return HTML(string=html, base_url=STATIC_ADDRESS, url_fetcher=StaticFetcher()).write_pdf(
            stylesheets=[STATIC_ADDRESS + STYLESHEET, STATIC_ADDRESS + PARTS_STYLESHEET], pdf_variant="pdf/ua-1")
else:
    def make():
        return render_pdf(html)
make()
started, cpu = time.perf_counter(), time.process_time(); make()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{time.process_time() - cpu:.3f} {time.perf_counter() - started:.3f} {peak:.0f}")
"""

_HTML = """
from datetime import date
from actions.models import Plan
from reports.documents import paper_html, plan_paper
plan = Plan.objects.select_related("area").get(area__slug="windsor-and-maidenhead", slug="wsoa")
print(paper_html(plan_paper(plan, "cabinet", date(2018, 4, 30))))
"""

_PACK = """
import statistics, time
from io import BytesIO
from pikepdf import Pdf
from boards.models import Meeting
from boards.pack_content import pack_content
from reports.documents import pack_html, pack_pdf
meetings = Meeting.objects.select_related("board__area")
for area, board, day in (
    ("windsor-and-maidenhead", "steering-board", "2018-04-30"),
    ("newcastle", "send-executive-board", "2019-10-16"),
):
    meeting = meetings.get(board__area__slug=area, board__slug=board, as_at=day, state="scheduled")
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        content = pack_content(meeting)
        read = time.perf_counter()
        pdf = pack_pdf(content)
        taken.append((time.perf_counter() - started, read - started))
    with Pdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    whole, reading = (statistics.median(column) for column in zip(*taken))
    print(
        f"Board pack of {area}, {pages} pages, median of 5: {whole:.2f} s, of which {reading:.3f} s "
        f"to read it (first {taken[0][0]:.2f} s; 20 pages may take 3 s)"
    )
"""


def run_code(env: dict[str, str], code: str, *words: str, given: str = "") -> str:
    """Standard output of the code, run with Django set up."""
    program = f"import django; django.setup()\n{code}"
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=ROOT,
        env={**env, "DJANGO_SETTINGS_MODULE": "wsoa.settings"},
        input=given,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def _query_counts(env: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Address -> queries of a first view and of a second one."""
    addresses = " ".join(address for address, _ in PAGES.values())
    rows = (row.split() for row in run_code(env, _COUNT, given=addresses).splitlines())
    return {address: (int(cold), int(warm)) for address, cold, warm in rows}


def _bare_weasyprint(env: dict[str, str]) -> str:
    """The paper's own renderer beside a bare run, in turn, each in a process of its own that has made one before."""
    html = run_code(env, _HTML)
    taken = [
        [run_code(env, _BARE, which, given=html).split() for which in ("bare", "ours")]
        for _ in range(5)
    ]
    bare, ours = (
        [statistics.median(float(each[place]) for each in column) for place in range(3)]
        for column in zip(*taken, strict=True)
    )
    return (
        f"PDF alone, {len(html) // 1024} KB of HTML, CPU, median of 5 in turn: bare WeasyPrint {bare[0]:.2f} s "
        f"(wall {bare[1]:.2f} s, {bare[2]:.0f} MB); ours, tags repaired, {ours[0]:.2f} s (wall {ours[1]:.2f} s, "
        f"{ours[2]:.0f} MB): {ours[0] / bare[0]:.2f} times"
    )


def _officers(env: dict[str, str]) -> str:
    """What tests/benchmarks/officers.py says."""
    return run_code(env, "from tests.benchmarks.officers import main; main()")


def _board_pack(env: dict[str, str]) -> str:
    """How long a whole pack takes, from the database to the PDF."""
    return run_code(env, _PACK).rstrip()


def _large_plan(env: dict[str, str]) -> str:
    """The table of tests/benchmarks/large.py."""
    return run_code(env, "from tests.benchmarks.large import main; main()")


def _two_years(env: dict[str, str]) -> str:
    """The table of tests/benchmarks/history.py."""
    return run_code(env, "from tests.benchmarks.history import main; main()")


def _measures(env: dict[str, str]) -> str:
    """The table of tests/benchmarks/measures.py."""
    return run_code(env, "from tests.benchmarks.measures import main; main()")


def _coverage(env: dict[str, str]) -> str:
    """The table of tests/benchmarks/coverage.py."""
    return run_code(env, "from tests.benchmarks.coverage import main; main()")


if __name__ == "__main__":
    main()
