"""A made-up board pack of the shape of a real one: texts of our own, Positions of whoever asks."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal

from actions.choices import PlanStage
from actions.position import Position, movement
from boards.choices import ItemKind, PackPart
from boards.headline import headline
from boards.pack_values import EntryValue, PackContent, PlanShown, PointValue
from boards.trend import Trend, TrendPoint

AGENDA = (
    ("Welcome and apologies", ItemKind.WELCOME, "Chair"),
    ("Minutes of the last meeting", ItemKind.MINUTES, "Chair"),
    ("Board actions and decisions outstanding", ItemKind.BOARD_ACTIONS, "Programme manager"),
    ("Dashboard", ItemKind.DASHBOARD, "Programme manager"),
    ("Exceptions", ItemKind.EXCEPTIONS, "Theme leads"),
    ("What moved since we last met", ItemKind.MOVEMENT, "Programme manager"),
    ("Local Offer: what parents say of it", ItemKind.OTHER, "Chair of the parent carer forum"),
    ("Any other business", ItemKind.OTHER, ""),
)
MEMBERS = (
    ("Director of children's services", "Chair", "Council", "Present"),
    ("Chair of the parent carer forum", "Co-chair", "Parent carer forum", "Present"),
    ("Designated clinical officer", "Member", "Health", "Apologies"),
    ("Headteacher of a special school", "Member", "Schools", "Sent a deputy"),
)
MINUTES = (
    "The chair welcomed members and thanked the schools that had opened their doors to the panel.\n"
    "The minutes of the meeting before were agreed as a true record.\n"
    "Members heard that the datasets of the Local Offer had not been refreshed because the post that "
    "did so was vacant. The head of service undertook to bring a plan for cover to this meeting.\n"
    "Members asked for the reds to be told apart by cause, so that one remedial action could be "
    "agreed for each."
)
SENTENCES = (
    "The post that refreshes the datasets is vacant; an officer of the data team covers it one day "
    "a week until it is filled, and the first refresh was published on the 12th.",
    "The supplier quoted for the change of the case system in March. The order is placed and the "
    "change is to be tested with two teams before it goes to all of them.",
    "Text messages after annual reviews wait for the privacy notice, which the information "
    "governance panel reads on the 20th.",
)

POINTS = (
    *(
        PointValue("Readings", f"{day:%B %Y}", day, Decimal(value), f"{value}%")
        for day, value in (
            (date(2018, 2, 28), 33),
            (date(2018, 3, 31), 40),
            (date(2018, 4, 30), 65),
        )
    ),
    PointValue("Target", "September 2018", date(2018, 9, 30), Decimal(90), "90%"),
    PointValue("England", "2017", date(2017, 12, 31), Decimal(61), "61%"),
)


def entries(**other: tuple[EntryValue, ...]) -> dict[PackPart, tuple[EntryValue, ...]]:
    """Entries of every part; those given, by the part's name in capitals, instead of the made-up ones."""
    made = {
        PackPart.AGENDA: tuple(
            EntryValue(reference=str(number), title=title, owner=owner, status=kind)
            for number, (title, kind, owner) in enumerate(AGENDA, start=1)
        ),
        PackPart.MEMBER: tuple(
            EntryValue(title=post, group=role, owner=organisation, status=attended)
            for post, role, organisation, attended in MEMBERS
        ),
        PackPart.MINUTES: (
            EntryValue(title="Meeting of 22 March 2018", text=MINUTES, status="Not yet agreed"),
        ),
        PackPart.DECISION: (
            EntryValue(reference="1", text="To split the reds by cause.", status="WSOA"),
            EntryValue(reference="2", text="To meet every month until the visit in June."),
        ),
        PackPart.BOARD_ACTION: (
            EntryValue(
                reference="22 March 2018, 1",
                text="Bring a plan for cover of the vacant data post.",
                owner="Head of SEND",
                due="24 May 2018",
                status="Open",
            ),
            EntryValue(
                reference="22 February 2018, 3",
                text="Write to the two schools that have not answered.",
                owner="Director of children's services",
                due="30 April 2018",
                status="Overdue",
            ),
        ),
        PackPart.COMMENT: (
            EntryValue(
                title="Scrutiny panel, 8 March 2018",
                text="The panel asks that parents see the timetable before the board agrees it.",
                status="Agreed: it goes to the forum first.",
            ),
        ),
        PackPart.OWED: (
            EntryValue(title="Progress update", owner="Cabinet", due="October 2018", status="Owed"),
            EntryValue(title="Joint commissioning paper", owner="Steering board", due="June 2018"),
        ),
        PackPart.COVERAGE: (
            EntryValue(
                reference="1",
                title="Leaders do not lead together",
                owner="Director of Children’s Services",
                due="12 actions: 5 complete, 1 overdue",
                status="2 measures: 1 on trajectory, 1 off trajectory",
            ),
            EntryValue(
                reference="2",
                title="Plans are of poor quality",
                text="No measure shows whether anything changed. Add one.",
                group="No measure",
                due="4 actions: none complete",
                status="Not measured",
            ),
        ),
        PackPart.CLOCK: (
            EntryValue(
                title="Submit the Written Statement of Action",
                text="70 working days after 8 February 2018, the day the letter was published.",
                group="Near",
                owner="Head of SEND",
                due="Tuesday 22 May 2018",
                status="Near: in 5 working days",
            ),
        ),
        PackPart.MEASURE: (
            EntryValue(
                reference="65% (April 2018)",
                title="Assessments completed within 20 weeks",
                text="Rose from 40% to 65%, 25 percentage points better, March to April 2018",
                group="Off trajectory",
                owner="Service lead",
                due="90% by September 2018",
                status="Off trajectory",
                points=POINTS,
            ),
            EntryValue(
                reference="No reading",
                title="Families who feel heard",
                due="No target",
                status="No reading",
            ),
        ),
        PackPart.RISK: (
            EntryValue(
                reference="R1",
                title="Specialist staff leave faster than they are replaced",
                text="4.7 Recruit jointly with health (planned)",
                group="Comes to this board",
                owner="Head of SEND",
                due="Next review on 30 June 2018",
                status="B2 High, was C2; aimed at D3",
            ),
        ),
        PackPart.EXCEPTION: (
            EntryValue(
                title="SEND action plan",
                text="Every red has been to its theme lead since the board last met.",
            ),
            EntryValue(
                group="Information for families",
                reference="3.1, 3.2",
                title="3.1 Agree which datasets the Local Offer carries\n"
                "3.2 Publish a calendar of updates",
                text=SENTENCES[0],
                owner="Head of SEND",
                due="June 2018",
                status="Significant issue",
            ),
            EntryValue(
                group="Information for families",
                reference="4.7",
                title="Introduce text-message feedback after every annual review",
                text=SENTENCES[2],
                owner="Service lead",
                due="July 2018",
                status="Significant issue; overdue by 12 days",
            ),
            EntryValue(
                group="Records and reporting",
                reference="6.4, 6.5",
                title="6.4 Change the case system so that it records late health advice\n"
                "6.5 Report late advice from the case system every month",
                text=f"{SENTENCES[1]}\n\nWhat is being done: two teams are to test it first.",
                owner="Data lead",
                due="September 2018",
                status="Significant issue; date slipped by 3 months",
            ),
        ),
    }
    return made | {PackPart[name.upper()]: values for name, values in other.items()}


def shown(position: Position, earlier: Position | None = None) -> PlanShown:
    """The plan as the pack shows it."""
    moved = movement(earlier, position) if earlier else None
    points = tuple(_point(each) for each in (earlier, position) if each)
    trend = Trend(position.by_theme().columns, points)
    return PlanShown(position, earlier, moved, headline(position, PlanStage.DELIVERY), trend)


def _point(position: Position) -> TrendPoint:
    total = position.by_theme().total
    return TrendPoint(
        position.as_at, total.cells, total.total, len(position.complete), len(position.overdue)
    )


def content(
    *plans: PlanShown,
    closed: bool = False,
    parts: Mapping[PackPart, tuple[EntryValue, ...]] | None = None,
) -> PackContent:
    """A pack of the meeting of 24 May 2018, with figures as at 30 April."""
    return PackContent(
        area="Riverton",
        board="Steering board",
        held_on=date(2018, 5, 24),
        starts_at=time(14),
        place="Town hall, committee room 2",
        as_at=date(2018, 4, 30),
        version=2 if closed else 0,
        closed_at=datetime(2018, 5, 17, 15, 5, tzinfo=UTC) if closed else None,
        closed_by="Programme manager" if closed else "",
        checksum="3f0c" * 16 if closed else "",
        entries=entries() if parts is None else parts,
        plans=plans,
    )
