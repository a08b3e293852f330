"""More PDFs asked for at once than can wait: who comes too late is told when to come again, and nothing is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from runpy import run_path

import pytest
from django.test import Client
from django.urls import reverse

from reports.pdf import render
from tests.factories import Scene, make_actions
from tests.reports.papering import AS_AT, officer
from wsoa.busy import Busy

HTML = (
    '<!doctype html><html lang="en-GB"><title>T</title><article class="paper"><h1>T</h1></article>'
)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else may wait."""
    monkeypatch.setattr(render, "_room", threading.Semaphore(0))


@pytest.mark.django_db
@pytest.mark.usefixtures("full")
def test_who_comes_too_late_for_a_pdf_is_told_when_to_come_again(scene: Scene) -> None:
    make_actions(scene, 2, "G")
    client = Client()
    client.force_login(officer(scene))
    args = [scene.place.area.slug, scene.plan.slug]
    answer = client.get(f"{reverse('cabinet-pdf', args=args)}?as_at={AS_AT}")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "Wait for half a minute" in answer.content.decode()
    preview = client.get(f"{reverse('cabinet-preview', args=args)}?as_at={AS_AT}")
    assert preview.status_code == 200, "Everything else goes on."


def test_as_many_as_may_wait_get_their_pdf_and_the_next_is_sent_away() -> None:
    with render._one_at_a_time, ThreadPoolExecutor(render.MOST_AT_ONCE) as pool:
        waiting = [pool.submit(render.render_pdf, HTML) for _ in range(render.MOST_AT_ONCE)]
        while render._room._value:
            pass
        with pytest.raises(Busy):
            render.render_pdf(HTML)
        render._one_at_a_time.release()
        files = {each.result() for each in waiting}
        render._one_at_a_time.acquire()
    assert len(files) == 1
    assert render.render_pdf(HTML) in files, "There is room again."


def test_server_has_threads_left_for_other_pages_while_pdfs_wait() -> None:
    folder = Path(__file__).resolve().parents[2]
    assert run_path(str(folder / "gunicorn.conf.py"))["threads"] >= render.MOST_AT_ONCE + 4
