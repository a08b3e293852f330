"""What happens while a paper is laid out, before it is kept: redactions, figures that move, another who publishes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from actions.errors import Stale
from actions.models import Action, Measure
from actions.redaction import Words, passages
from actions.services.measures import change_measure
from actions.services.privacy import redact
from boards.models import Snapshot, SnapshotLine
from reports.choices import Copy, FileFormat, SectionKind
from reports.formats import WRITERS
from reports.models import Paper, PaperSection, Publication
from reports.publishing import copies
from reports.publishing.copies import make_ready
from reports.services.papers import write_section
from tests.actions.measured import make_measure
from tests.factories import Scene, day, make_action, rate
from tests.reports.going_out import clear, publish_paper, ready_paper


def _stored() -> set[str]:
    root = Path(settings.EVIDENCE_ROOT)
    return {path.name for path in root.rglob("*") if path.is_file()}


def _while_laid_out(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Have it happen while the next paper that is published is laid out."""
    write = WRITERS[FileFormat.PDF]

    def meanwhile(content: Any) -> bytes:
        monkeypatch.setattr(copies, "WRITERS", WRITERS)
        happens()
        return write(content)

    monkeypatch.setattr(copies, "WRITERS", {**WRITERS, FileFormat.PDF: meanwhile})


def _is_refused_as_stale_and_leaves_nothing(scene: Scene, paper: Paper) -> None:
    before, snapshots = _stored(), Snapshot.objects.count()
    with pytest.raises(Stale, match="changed after"):
        publish_paper(scene, paper)
    assert not Publication.objects.exists()
    assert Snapshot.objects.count() == snapshots
    assert _stored() == before


def test_a_paper_changed_while_it_is_laid_out_is_not_published(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
):
    paper = ready_paper(scene)
    section = PaperSection.objects.filter(paper=paper, is_mandatory=True)[:1]
    _while_laid_out(
        monkeypatch, lambda: PaperSection.objects.filter(pk__in=section).update(text="Other words")
    )
    _is_refused_as_stale_and_leaves_nothing(scene, paper)


def _late(action: Action, scene: Scene, commentary: str) -> None:
    rate(
        action,
        scene.ratings["R"],
        day(1),
        by=scene.manager,
        commentary=commentary,
        remedial_action="More",
    )


def _take_out(scene: Scene, name: str) -> None:
    words = Words.read(name)
    redact(
        area=scene.place.area,
        words=words,
        places=[passage.key for passage in passages(scene.place.area, words)],
        reason="Named a child",
        by=scene.place.administrator,
    )


def test_what_is_redacted_while_a_paper_is_laid_out_does_not_go_out_in_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
):
    _late(make_action(scene, "1.1"), scene, "Wilhelmina Thrupp has no place")
    paper = ready_paper(scene)
    assert b"Thrupp" in WRITERS[FileFormat.HTML](make_ready(paper).contents[Copy.PUBLIC])
    _while_laid_out(monkeypatch, lambda: _take_out(scene, "Wilhelmina Thrupp"))
    _is_refused_as_stale_and_leaves_nothing(scene, paper)


def test_what_is_redacted_meanwhile_and_not_printed_is_not_frozen_with_the_figures_either(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
):
    _late(make_action(scene, "1.1"), scene, "Wilhelmina Thrupp has no place")
    paper = ready_paper(scene)
    paper.sections.update(text="Words without figures.")
    clear(paper)
    for content in make_ready(paper).contents.values():
        assert b"Thrupp" not in WRITERS[FileFormat.HTML](content)
    _while_laid_out(monkeypatch, lambda: _take_out(scene, "Wilhelmina Thrupp"))
    publication = publish_paper(scene, paper)
    (line,) = SnapshotLine.objects.filter(snapshot=publication.snapshot)
    assert "Thrupp" not in line.commentary
    assert "has no place" in line.commentary


def test_figures_that_move_while_a_paper_is_laid_out_are_looked_at_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
):
    action = make_action(scene, "1.1")
    rate(action, scene.ratings["G"], day(1), by=scene.manager)
    paper = ready_paper(scene)
    _while_laid_out(
        monkeypatch, lambda: rate(action, scene.ratings["B"], day(80), by=scene.manager)
    )
    _is_refused_as_stale_and_leaves_nothing(scene, paper)


def _make_private(measure: Measure, scene: Scene) -> None:
    names = ("name", "unit", "direction", "frequency", "definition", "source", "decimals", "owner")
    values = {name: getattr(measure, name) for name in (*names, "suppress_below")}
    change_measure(measure=measure, by=scene.manager, is_public=False, **values)


def test_a_measure_that_is_made_private_while_a_paper_is_laid_out_does_not_go_out_in_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
):
    measure = make_measure(scene, is_public=True)
    paper = ready_paper(scene)
    section = paper.sections.filter(kind=SectionKind.BODY)[0]
    write_section(section=section, text="[[measures-table: What changes]]", by=paper.created_by)
    clear(paper)
    _while_laid_out(monkeypatch, lambda: _make_private(measure, scene))
    _is_refused_as_stale_and_leaves_nothing(scene, paper)


def test_of_two_who_publish_at_once_one_is_told_that_the_other_has(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
):
    paper, before = ready_paper(scene), _stored()
    publish_paper(scene, paper)
    _while_laid_out(monkeypatch, lambda: publish_paper(scene, paper, reason="The other"))
    with pytest.raises(Stale, match="it was published"):
        publish_paper(scene, paper, reason="Mine")
    assert [each.version for each in paper.publications.order_by("version")] == [1, 2]
    assert _stored() - before == {
        file.stored_name for each in paper.publications.all() for file in each.files.all()
    }
