"""A paper goes out frozen, is superseded and withdrawn, and nothing is left of a publishing that fails."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from actions import file_store
from actions.errors import NotAllowed, Refused, Stale
from actions.models import AuditEntry, Redaction
from actions.position import position_as_at
from actions.services.evidence import sweep_files
from boards.comparing import compare
from boards.models import Snapshot
from boards.snapshots import position_of
from reports.choices import Copy, FileFormat
from reports.formats import WRITERS
from reports.models import PaperSection, Publication, PublishedFile, SectionVersion
from reports.publishing import copies
from reports.publishing.checking import check_files
from reports.publishing.copies import make_ready
from reports.services.publishing import publish, redact_publication, withdraw_publication
from tests.factories import Scene, day, make_action, rate
from tests.reports.going_out import PUBLISHED_AT, exempt, publish_paper, ready_paper
from tests.reports.papering import AS_AT, officer
from wsoa.capabilities import Role


def _stored() -> set[str]:
    root = Path(settings.EVIDENCE_ROOT)
    return {path.name for path in root.rglob("*") if path.is_file()}


def _files(publication: Publication) -> dict[tuple[str, str], PublishedFile]:
    return {(file.copy, file.file_format): file for file in publication.files.all()}


def test_a_published_paper_keeps_its_files_with_size_and_checksum(scene: Scene):
    publication = publish_paper(scene)
    files = _files(publication)
    assert set(files) == {(Copy.PUBLIC, each) for each in WRITERS}
    for file in files.values():
        with file_store.open_stored(file.stored_name) as opened:
            content = opened.read()
        assert (len(content), sha256(content).hexdigest()) == (file.size, file.sha256)
    assert (publication.version, publication.at) == (1, PUBLISHED_AT)
    assert check_files(publication).is_whole
    assert [entry.event for entry in AuditEntry.objects.filter(event="paper-published")]


def test_the_published_pdf_is_no_draft(scene: Scene):
    ready = make_ready(ready_paper(scene))
    assert not ready.contents[Copy.PUBLIC].is_draft
    assert b"Not cleared for publication" not in WRITERS[FileFormat.HTML](
        ready.contents[Copy.PUBLIC]
    )


def test_the_figures_of_a_published_paper_are_frozen_and_can_be_compared_again(scene: Scene):
    action = make_action(scene, "1.1")
    rate(action, scene.ratings["G"], day(1), by=scene.manager)
    publication = publish_paper(scene)
    frozen = position_of(publication.snapshot)
    assert compare(frozen, position_as_at(scene.plan, AS_AT)).is_empty
    rate(
        action,
        scene.ratings["R"],
        day(80),
        by=scene.manager,
        commentary="Late",
        remedial_action="More",
    )
    since = compare(position_of(publication.snapshot), position_as_at(scene.plan, AS_AT))
    assert [change.reference for change in since.down] == ["1.1"]
    assert publication.snapshot.pack is None


def test_every_sections_text_is_kept_as_a_version(scene: Scene):
    paper = ready_paper(scene)
    publish_paper(scene, paper)
    for section in paper.sections.all():
        kept = SectionVersion.objects.get(section=section, version=section.version)
        assert kept.text == section.text


def test_a_paper_with_something_missing_is_refused_and_leaves_nothing(scene: Scene):
    paper = ready_paper(scene)
    section = paper.sections.filter(is_mandatory=True).first()
    assert section
    PaperSection.objects.filter(pk=section.pk).update(text=" \n")
    before = _stored()
    with pytest.raises(Refused, match=section.heading):
        publish_paper(scene, paper)
    assert not Publication.objects.exists()
    assert _stored() == before


def test_figures_still_to_come_are_refused(scene: Scene):
    paper = ready_paper(scene)
    with pytest.raises(Refused, match="still to come"):
        publish_paper(scene, paper, now=PUBLISHED_AT - timedelta(days=60))


@pytest.mark.parametrize("breaks", ["render", "rows", "place"])
def test_a_publishing_that_fails_leaves_nothing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, breaks: str
):
    paper = ready_paper(scene)
    before, snapshots = _stored(), Snapshot.objects.count()

    def fail(*_: Any, **__: Any) -> Any:
        raise OSError("The disk is full")

    if breaks == "render":
        monkeypatch.setattr(copies, "WRITERS", {**WRITERS, FileFormat.PDF: fail})
    elif breaks == "rows":
        monkeypatch.setattr(PublishedFile, "save", fail)
    else:
        monkeypatch.setattr(file_store, "settle", fail)
    with pytest.raises(OSError, match="full"):
        publish_paper(scene, paper)
    assert _stored() == before
    assert not Publication.objects.exists()
    assert Snapshot.objects.count() == snapshots


def test_what_was_looked_at_is_what_is_published(scene: Scene):
    paper = ready_paper(scene)
    seen = make_ready(paper).digest
    section = paper.sections.filter(is_mandatory=True).first()
    assert section
    PaperSection.objects.filter(pk=section.pk).update(text="Other words")
    with pytest.raises(Stale, match="Look at both copies"):
        publish_paper(scene, paper, seen=seen)
    publish_paper(scene, paper, seen=make_ready(paper).digest)


def test_figures_that_move_after_the_last_look_are_looked_at_again(scene: Scene):
    action = make_action(scene, "1.1")
    rate(action, scene.ratings["G"], day(1), by=scene.manager)
    paper = ready_paper(scene)
    seen = make_ready(paper).digest
    rate(action, scene.ratings["B"], day(80), by=scene.manager)
    with pytest.raises(Stale, match="its figures"):
        publish_paper(scene, paper, seen=seen)


def test_a_form_that_is_sent_twice_publishes_one_version(scene: Scene):
    paper = ready_paper(scene)
    publish_paper(scene, paper)
    seen = make_ready(paper).digest
    given = {"reason": "A date was wrong", "seen": seen}
    publish_paper(scene, paper, **given)
    with pytest.raises(Stale, match="it was published"):
        publish_paper(scene, paper, **given)
    assert paper.publications.count() == 2


def test_a_later_version_needs_a_reason_and_leaves_the_earlier_one_as_it_was(scene: Scene):
    paper = ready_paper(scene)
    first = publish_paper(scene, paper)
    with pytest.raises(Refused, match="Give a reason"):
        publish_paper(scene, paper, reason=" ")
    second = publish_paper(scene, paper, reason="A date was wrong")
    assert (second.version, second.reason) == (2, "A date was wrong")
    assert check_files(first).is_whole
    assert not {file.stored_name for file in first.files.all()} & {
        file.stored_name for file in second.files.all()
    }


def test_a_paper_that_is_exempt_as_a_whole_has_no_public_copy(scene: Scene):
    paper = ready_paper(scene)
    paper.is_exempt, paper.ground = True, "Paragraph 1"
    paper.save()
    publication = publish_paper(scene, paper)
    assert {file.copy for file in publication.files.all()} == {Copy.FULL}


def test_a_paper_with_an_exempt_section_has_two_copies(scene: Scene):
    paper = ready_paper(scene)
    exempt(paper, "A price")
    publication = publish_paper(scene, paper)
    assert {file.copy for file in publication.files.all()} == {Copy.FULL, Copy.PUBLIC}
    assert publication.files.count() == 2 * len(WRITERS)


def test_a_hidden_log_of_clearance_makes_two_copies(scene: Scene):
    paper = ready_paper(scene)
    assert set(make_ready(paper).contents) == {Copy.PUBLIC}
    paper.log_is_public = False
    paper.save()
    assert set(make_ready(paper).contents) == {Copy.PUBLIC, Copy.FULL}


def test_published_files_are_not_swept_away(scene: Scene):
    publication = publish_paper(scene)
    list(sweep_files(timezone.now() + timedelta(days=9)))
    assert _stored() == {file.stored_name for file in publication.files.all()}


def test_a_version_is_withdrawn_once_with_a_reason(scene: Scene):
    publication = publish_paper(scene)
    by = officer(scene)
    with pytest.raises(Refused, match="Give a reason"):
        withdraw_publication(publication=publication, reason="", by=by)
    withdraw_publication(publication=publication, reason="It named a child", by=by)
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_publication(publication=publication, reason="Again", by=by)
    assert check_files(publication).is_whole


def test_the_files_of_a_withdrawn_version_can_be_destroyed(
    scene: Scene, django_capture_on_commit_callbacks: Any
):
    publication = publish_paper(scene)
    administrator = scene.place.administrator
    given: dict[str, Any] = {"publication": publication, "reason": "It named a child"}
    with pytest.raises(Refused, match="Withdraw the version first"):
        redact_publication(by=administrator, **given)
    withdraw_publication(by=officer(scene), **given)
    with pytest.raises(NotAllowed):
        redact_publication(by=scene.place.people[Role.MANAGER], **given)
    names = {file.stored_name for file in publication.files.all()}
    with django_capture_on_commit_callbacks(execute=True):
        redact_publication(by=administrator, **given)
    assert not names & _stored()
    checked = check_files(publication)
    assert len(checked.gone) == checked.files
    assert Redaction.objects.filter(table_name=PublishedFile._meta.db_table).count() == len(names)
    with pytest.raises(Refused, match="no files any more"):
        redact_publication(by=administrator, **given)


def test_who_may_not_write_papers_publishes_none(scene: Scene):
    paper = ready_paper(scene)
    for role in (Role.OWNER, Role.MEMBER, Role.MONITOR):
        with pytest.raises(NotAllowed):
            publish(paper=paper, by=scene.place.people[role])


def test_an_altered_file_is_noticed(scene: Scene):
    publication = publish_paper(scene)
    file = _files(publication)[Copy.PUBLIC, FileFormat.PDF]
    file_store.place_of(file.stored_name).write_bytes(b"something else")
    assert check_files(publication).altered == (FileFormat.PDF,)
