"""The end of an action, and what became of its date: evidence, somebody else's word, reasons."""

from pathlib import Path

from playwright.sync_api import expect

from tests.actions.files import PDF
from tests.browser.showcase import Showcase
from tests.browser.visitors import Open, Size, both_ways, errors, go_to, saved, sticking_out
from tests.factories import Place, Scene, make_action, make_scene, rate


def settle(scene: Scene, **settings: bool) -> None:
    """Give the plan settings."""
    for name, value in settings.items():
        setattr(scene.plan, name, value)
    scene.plan.save()


@both_ways
def test_an_action_is_completed_with_evidence_accepted_by_somebody_else_and_reopened(
    open_page: Open, place: Place, *, javascript: bool, size: Size
) -> None:
    scene = make_scene(place, preset="rag")  # where green leaves open whether it is complete
    settle(scene, completions_need_evidence=True, completions_need_acceptance=True)
    action = make_action(scene, owners=place.posts[:1], due="June 2018")
    rate(action, scene.ratings["G"], by=scene.manager)
    owner = open_page(place.owner, javascript=javascript, size=size)
    owner.goto(f"{scene.address}actions/1.1/")
    owner.get_by_role("button", name="Record completion").click()
    owner.get_by_label("Completed on").fill("2018-08-12")
    owner.get_by_role("button", name="Record completion").click()
    expect(errors(owner)).to_contain_text("Say what shows that the action is complete.")
    expect(owner.get_by_label("Completed on")).to_have_value("2018-08-12")
    assert sticking_out(owner) == []
    owner.get_by_label("Evidence (optional)", exact=True).fill("The panel has met three times.")
    owner.get_by_role("button", name="Record completion").click()
    expect(errors(owner)).to_contain_text("file")
    owner.get_by_label("File (optional)").set_input_files(
        {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    owner.get_by_label("What it is").fill("Minutes of the panel")
    owner.get_by_role("button", name="Record completion").click()
    expect(saved(owner)).to_contain_text("acceptance")
    expect(owner.get_by_role("heading", name="Waiting for acceptance")).to_be_visible()

    manager = open_page(place.manager, javascript=javascript, size=size)
    manager.goto(scene.address)
    go_to(manager, "To decide")
    manager.get_by_role("button", name="Accept 1.1").click()
    expect(saved(manager)).to_contain_text("Accepted: 1.1.")
    manager.goto(f"{scene.address}actions/1.1/")
    expect(manager.get_by_role("definition").filter(has_text="12 August 2018")).to_contain_text(
        "43 days late"
    )
    assert sticking_out(manager) == []
    with manager.expect_download() as waiting:
        manager.get_by_role("link", name="Minutes of the panel", exact=True).click()
    assert waiting.value.suggested_filename == "minutes.pdf"
    assert Path(waiting.value.path()).read_bytes() == PDF

    manager.get_by_role("button", name="Reopen").click()
    manager.get_by_role("button", name="Reopen this action").click()
    expect(errors(manager)).to_be_visible()
    manager.get_by_label("Why is it open again?").fill("The panel has been dissolved.")
    manager.get_by_role("button", name="Reopen this action").click()
    expect(saved(manager)).to_be_visible()
    expect(manager.get_by_role("main")).to_contain_text("The panel has been dissolved.")


@both_ways
def test_a_new_date_is_proposed_agreed_and_seen_as_slippage(
    open_page: Open, showcase: Showcase, *, javascript: bool, size: Size
) -> None:
    settle(showcase.scene, dates_need_agreement=True)
    owner = open_page(showcase.owner, javascript=javascript, size=size)
    owner.goto(showcase.action("1.7"))
    owner.get_by_role("link", name="Propose another due date").click()
    owner.get_by_label("New due date").fill("soon")
    owner.get_by_label("Why?").fill("No venue until the autumn.")
    owner.get_by_role("button", name="Propose").click()
    expect(errors(owner)).to_contain_text("date")
    expect(owner.get_by_label("Why?")).to_have_value("No venue until the autumn.")
    owner.get_by_label("New due date").fill("Q3 2018/19")
    owner.get_by_role("button", name="Propose").click()
    expect(owner.get_by_role("main")).to_contain_text("Q3 2018/19 is proposed")
    expect(owner.get_by_role("main")).to_contain_text("It does not count yet.")
    assert sticking_out(owner) == []

    manager = open_page(showcase.manager, javascript=javascript, size=size)
    manager.goto(f"{showcase.dashboard}to-decide/")
    assert sticking_out(manager) == []
    manager.get_by_role("link", name="Decide on Q3 2018/19 for 1.7").click()
    manager.get_by_label("Agreed", exact=True).check()
    manager.get_by_label("Who agreed it").fill("Improvement board")
    manager.get_by_role("button", name="Save the decision").click()
    expect(saved(manager)).to_be_visible()
    manager.goto(showcase.action("1.7"))
    expect(manager.get_by_role("main")).to_contain_text(
        "First June 2018; slipped 184 days (6 months)"
    )
    manager.goto(showcase.register)
    manager.get_by_role("link", name="Slippage").click()
    expect(manager.get_by_text("1 of 9 actions has slipped, by 184 days")).to_be_visible()
    row = manager.get_by_role("row").filter(has_text="Do what 1.7 says")
    expect(row).to_contain_text("No venue until the autumn.")
    expect(row).to_contain_text("Agreed by Improvement board")
    assert sticking_out(manager) == []
