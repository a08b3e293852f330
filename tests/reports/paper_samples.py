"""A made-up committee paper of the size and shape of Windsor and Maidenhead's of May 2018, in our own words.

Its counts are those of that paper's Table 1: 107 actions under eight themes.
"""

from actions.position import Column, CountCell, SummaryRow, SummaryTable
from reports.paper import (
    Appendix,
    AppendixEntry,
    AppendixList,
    Block,
    Bullets,
    ConsulteeRow,
    ConsulteeTable,
    IssueAction,
    IssueRow,
    IssueTable,
    Look,
    OutcomeRow,
    OutcomeTable,
    PaperContent,
    Paragraph,
    PlainEnglish,
    PlanAppendix,
    PlanGroup,
    PlanRow,
    Points,
    RatingTag,
    Section,
    Subheading,
    SummaryTableBlock,
)
from reports.text import Run, Runs

COLUMNS = (
    Column("G", "Green", "on track", "green"),
    Column("A", "Amber", "minor issue", "amber"),
    Column("R", "Red", "significant issue", "red"),
    Column("B", "Blue", "complete", "blue"),
    Column("W", "White", "not started", "white"),
)
THEMES = [
    ("Leadership and shared accountability", (10, 1, 0, 5, 1)),
    ("Identifying needs early in schools and settings", (13, 8, 0, 2, 1)),
    ("Information for families and the Local Offer", (2, 2, 2, 3, 1)),
    ("Quality of education, health and care plans", (4, 4, 1, 0, 0)),
    ("Health services and joint commissioning", (1, 8, 0, 1, 1)),
    ("Data, records and performance reporting", (8, 3, 2, 5, 1)),
    ("Preparing young people for adult life", (9, 2, 0, 0, 0)),
    ("Working with parents and carers", (2, 2, 1, 1, 0)),
]
RED_TITLES = [
    "Revise the matrix schools use to judge the level of need",
    "Agree which datasets the Local Offer carries and who refreshes them",
    "Publish a calendar of Local Offer updates",
    "Introduce text-message feedback after every annual review",
    "Change the case system so that it records late health advice",
    "Report late advice from the case system every month",
]
WORK = [
    "Agree the terms of reference with schools and health partners",
    "Train a named lead in each setting and refresh the training every year",
    "Publish the pathway in plain English and ask families to test it",
    "Audit a sample of files with health colleagues and report what was learnt",
    "Set a baseline for the measure and report against it each quarter",
    "Draft the joint protocol and take it through each partner's own approval",
]
NEWS = [
    "The working group has met twice and agreed the scope.",
    "A first draft went to partners for comment; replies are due by the middle of next month.",
    "Headteachers asked for a shorter form, and the new version is being tried in four schools.",
    "Parents on the panel found the wording hard to follow, so the leaflet is being rewritten with them.",
    "The health provider has named a lead and released half a day a week for the work.",
    "Numbers are collected by hand until the case system is changed, and are checked by the data team.",
]
LEADS = [
    "Council: SEND service",
    "Clinical commissioning group",
    "Community health provider",
    "Schools",
]
OWNERS = [
    "Head of SEND",
    "Designated clinical officer",
    "Principal educational psychologist",
    "Data lead",
]


def table1() -> SummaryTable:
    """Table 1 at the end of April 2018."""
    rows = tuple(
        _summary_row(str(number), title, counts)
        for number, (title, counts) in enumerate(THEMES, start=1)
    )
    totals = tuple(sum(counts[place] for _, counts in THEMES) for place in range(len(COLUMNS)))
    return SummaryTable(COLUMNS, rows, _summary_row("", "Total", totals))


def _summary_row(reference: str, title: str, counts: tuple[int, ...]) -> SummaryRow:
    cells = tuple(
        CountCell(column.code, column.label, column.tone, count)
        for column, count in zip(COLUMNS, counts, strict=True)
    )
    return SummaryRow(reference, reference, title, cells, sum(counts))


def tag(code: str) -> RatingTag:
    """A rating's tag by its letter."""
    column = next(column for column in COLUMNS if column.code == code)
    return RatingTag(column.code, column.label, column.tone)


def plan_groups(sentences: int) -> tuple[PlanGroup, ...]:
    """The 107 actions by theme; each latest comment has about `sentences` sentences."""
    groups = []
    for number, row in enumerate(table1().rows, start=1):
        codes = [code for code, count in row.counts.items() for _ in range(count)]
        groups.append(
            PlanGroup(
                heading=f"Theme {number}: {row.title}",
                caption=f"Actions of theme {number} as at 30 April 2018: {row.total}",
                rows=tuple(
                    _row(number, place, code, sentences) for place, code in enumerate(codes, 1)
                ),
            )
        )
    return tuple(groups)


def _row(theme: int, place: int, code: str, sentences: int) -> PlanRow:
    turn = theme * 7 + place
    return PlanRow(
        reference=f"{theme}.{place}",
        title=WORK[turn % len(WORK)],
        detail="Covers early years, schools and colleges." if turn % 3 == 0 else "",
        lead=LEADS[turn % len(LEADS)],
        owners=(OWNERS[turn % len(OWNERS)],)
        + ((OWNERS[(turn + 1) % len(OWNERS)],) if turn % 2 else ()),
        due_original="31 March 2018" if code == "R" else "September 2018",
        due_revised="30 September 2018" if code == "R" else "",
        rating=tag(code),
        comment=""
        if code == "W"
        else " ".join(NEWS[(turn + i) % len(NEWS)] for i in range(sentences)),
        comment_date="" if code == "W" else "24 April 2018",
    )


def plan_appendix(sentences: int = 2) -> Appendix:
    """The whole plan as an appendix; five sentences a comment fill sixteen pages or so."""
    plan = PlanAppendix(
        anchor="",
        heading="",
        introduction="All 107 actions, by theme, with the latest comment on each.",
        key=COLUMNS,
        groups=plan_groups(sentences),
    )
    heading = "Appendix A: Written Statement of Action as at 30 April 2018"
    return Appendix("appendix-a", heading, (plan,))


def said(text: str, *, bold: bool = False) -> Runs:
    """Words in one style."""
    return (Run(text, bold),)


def words(text: str, number: str = "") -> Paragraph:
    """A paragraph."""
    return Paragraph(said(text), number)


def bullets(*items: str) -> Bullets:
    """A bulleted list."""
    return Bullets(tuple(map(said, items)))


def section(number: int, heading: str, *blocks: Block) -> Section:
    """A numbered section of the body."""
    return Section(f"section-{number}", heading, blocks, str(number))


def line(anchor: str, heading: str, text: str) -> Section:
    """A line of the head or the history, or a question and its answer."""
    return Section(anchor, heading, (words(text),))


def sections() -> tuple[Section, ...]:
    """The eleven numbered sections."""
    return (
        section(
            1,
            "Details of recommendations",
            Paragraph(said("Recommendation: that Cabinet", bold=True)),
            Points(
                (
                    said("notes the report, and endorses the work that converted every statement"),
                    said(
                        "notes progress on the 107 actions, and asks for a further report in October"
                    ),
                )
            ),
        ),
        section(2, "Reasons for recommendations and options considered", *_current_position()),
        section(
            3,
            "Key implications",
            *(
                words(
                    "Keeping every theme on track needs a project lead for the coming months.",
                    "3.1",
                ),
                words(
                    "Two more monitoring visits come before inspectors decide on sign-off.", "3.2"
                ),
                OutcomeTable(
                    "Key implications",
                    (
                        OutcomeRow(
                            "Third monitoring visit",
                            "Significant concerns raised",
                            "No significant concerns raised",
                            "No concerns raised",
                            "",
                            "End of June 2018",
                        ),
                        OutcomeRow(
                            "Fourth monitoring visit",
                            "Significant concerns raised",
                            "No significant concerns raised",
                            "No concerns raised",
                            "",
                            "End of September 2018",
                        ),
                        OutcomeRow(
                            "Statement signed off as complete",
                            "More time asked for",
                            "Signed off",
                            "Signed off by the end of September 2018",
                            "",
                            "End of October 2018",
                        ),
                    ),
                    "Table 3",
                ),
            ),
        ),
        _short(4, "Financial details and value for money", 3),
        _short(5, "Legal implications", 1),
        _short(6, "Risk management", 1),
        _short(7, "Potential impacts", 1),
        section(
            8,
            "Consultation",
            *(
                words("Families, schools and health colleagues were consulted through:", "8.1"),
                bullets(
                    *(
                        "the plan, published on the Local Offer",
                        "a parents' session in January 2018",
                    )
                ),
            ),
        ),
        _short(9, "Timetable for implementation", 1),
        section(
            10,
            "Appendices",
            *(
                words("The appendices to this report are:", "10.1"),
                AppendixList(
                    (
                        AppendixEntry("A", "Written Statement of Action", "appendix-a"),
                        AppendixEntry("B", "Draft inclusion charter, published beside this report"),
                    )
                ),
            ),
        ),
        section(
            11,
            "Consultation (mandatory)",
            *(
                ConsulteeTable(
                    "Consultees",
                    (
                        ConsulteeRow(
                            "",
                            "Lead Member for Children's Services",
                            "26 April 2018",
                            "26 April 2018",
                        ),
                        ConsulteeRow("", "Managing Director", "26 April 2018", "27 April 2018"),
                        ConsulteeRow("", "Section 151 Officer", "26 April 2018", ""),
                        ConsulteeRow("", "Head of Human Resources", "26 April 2018", ""),
                    ),
                ),
            ),
        ),
    )


def _short(number: int, heading: str, paragraphs: int) -> Section:
    text = (
        "The cost of the work is met from budgets already agreed, and any change to them comes back to "
        "Cabinet with the quarterly monitoring report."
    )
    texts = (words(text, f"{number}.{place}") for place in range(1, paragraphs + 1))
    return section(number, heading, *texts)


def _current_position() -> tuple[Block, ...]:
    red = tag("R")
    return (
        Subheading(said("Current position")),
        words(
            "Inspectors visit every local area to see how well it meets the needs of children and young "
            "people with special educational needs and disabilities.",
            "2.1",
        ),
        words(
            "The plan answers what they found with 107 actions under eight themes. A steering board meets "
            "every month, hears exceptions, and agrees what is to be done about them.",
            "2.2",
        ),
        SummaryTableBlock(
            "Written Statement of Action, progress as at 30 April 2018",
            "Theme",
            table1(),
            "Table 1",
        ),
        words("Six actions are red. They come from four issues:", "2.3"),
        IssueTable(
            "Red actions by issue",
            (
                IssueRow(
                    "Matrix of need",
                    "The review waits for the network of special needs coordinators to start.",
                    "The first network meeting is brought forward to May and takes the matrix as its first item.",
                    "Agreed by the Steering Board, April 2018",
                    (IssueAction("4.9", RED_TITLES[0], red),),
                ),
                IssueRow(
                    "Local Offer content",
                    "Families at the summit asked for other information than had been planned.",
                    "The list of datasets is being redrawn with the parent carer forum.",
                    "Agreed by the Steering Board, April 2018",
                    (
                        IssueAction("3.5", RED_TITLES[1], red),
                        IssueAction("3.6", RED_TITLES[2], red),
                    ),
                ),
                IssueRow(
                    "Text messages",
                    "Some parents do not want to be asked for feedback by text.",
                    "Other ways to ask are being tried alongside.",
                    "Agreed by the Steering Board, April 2018",
                    (IssueAction("8.5", RED_TITLES[3], red),),
                ),
                IssueRow(
                    "Case system",
                    "The change has to be written by a developer who is much in demand.",
                    "A report compiled by hand covers the gap until then.",
                    "Agreed by the Steering Board, April 2018",
                    (
                        IssueAction("6.12", RED_TITLES[4], red),
                        IssueAction("6.13", RED_TITLES[5], red),
                    ),
                ),
            ),
            "Table 2",
        ),
        Subheading(said("Key achievements")),
        words("Since the last report:", "2.4"),
        bullets(
            *(
                "all 750 statements were converted by the end of March 2018",
                "174 people came to the inclusion summit in April 2018",
                "a charter of what families can expect has been drafted with them",
            )
        ),
        *(
            words(
                "Schools, health services and the parent carer forum now see the same figures at the same "
                "time, and the working group takes the actions that have slipped first.",
                f"2.{number}",
            )
            for number in range(5, 10)
        ),
    )


def paper(*, sentences: int = 2, is_draft: bool = False) -> PaperContent:
    """The whole paper."""
    return PaperContent(
        title="SEND area inspection update",
        look=Look("Royal Borough of Windsor and Maidenhead"),
        meeting="Cabinet, 24 May 2018",
        classification="Part I: public",
        is_draft=is_draft,
        header=(
            line("header-1", "Contains confidential or exempt information?", "No: Part I"),
            line("header-2", "Member reporting", "Lead Member for Children's Services"),
            line("header-3", "Meeting and date", "Cabinet, 24 May 2018"),
            line("header-4", "Responsible officer", "Director of Children's Services"),
            line("header-5", "Wards affected", "All"),
        ),
        cover=(),
        summary=(
            Section(
                "summary-1",
                "Report summary",
                (
                    words(
                        "In July 2017 inspectors asked the council and its health partners to improve "
                        "services for children and young people with special educational needs and "
                        "disabilities. This report says how far the plan that answers them has come."
                    ),
                    words(
                        "At the end of April 2018, 17 of 107 actions were complete, five had not started "
                        "and the rest were under way."
                    ),
                ),
            ),
        ),
        sections=sections(),
        history=(
            line("history-1", "Decision type", "For information"),
            line("history-2", "Urgency item?", "No"),
            line("history-3", "To follow item?", "No"),
            line("history-4", "Report author", "Service Lead, SEND"),
        ),
        plain_english=PlainEnglish(
            "SEND area inspection update in plain English",
            tuple(
                Section(f"question-{place}", question, answer)
                for place, (question, answer) in enumerate(_questions(), start=1)
            ),
            line(
                "key-message",
                "Key message",
                "Good progress has been made, and six actions need attention.",
            ),
        ),
        appendices=(plan_appendix(sentences),),
    )


def _questions() -> tuple[tuple[str, tuple[Block, ...]], ...]:
    """The seven questions with their answers."""
    return (
        ("What is this report about?", (words("How the plan to improve services is going."),)),
        (
            "What is it recommending?",
            (
                words("That Cabinet:"),
                bullets("notes the progress made", "asks for another report in October 2018"),
            ),
        ),
        (
            "What is the background?",
            (words("An inspection in July 2017 found areas to improve."),),
        ),
        (
            "Why is this being done?",
            (words("Every area that is asked for a plan has to deliver it."),),
        ),
        ("How much would it cost?", (words("The work is paid for from budgets already agreed."),)),
        (
            "How would it benefit residents?",
            (words("Families get help sooner, and have a say in it."),),
        ),
        ("When would it take effect?", (words("The plan runs until September 2018."),)),
    )
