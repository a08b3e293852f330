"""Newcastle's own tables of red and amber actions, as at 16 October 2019, laid out as its paper prints them.

References, timescales and which comment covers which rows are the paper's (Executive Board, 16 October 2019,
sections 4 and 5); titles and comments are short words of our own.
"""

HEADER = ("Ref to WSOA", "Action", "Timescale original WSOA", "Comments")

RED = (
    ("1B vi", "Put children's and parents' views in every report", "December 2018", ""),
    ("4B i", "Plan engagement with parents and carers", "September 2018", ""),
    ("1B vii", "Tell families each term what was done", "January 2019", ""),
    ("4B iv", "Agree priorities with the parent carer forum", "October 2018", ""),
    ("4B v", "Agree a working accord with the forum", "December 2018", ""),
    (
        "3D i",
        "Add up provision across plans by computer",
        "December 2018",
        "A national form is awaited",
    ),
    ("3D iii", "Train staff of all partners in outcomes", "March 2019", "600 people to train"),
)
RED_COMMENT = "Good examples exist but no strategy; a wellbeing officer has been appointed"
"""Stands in one cell beside the first five."""

AMBER: tuple[tuple[str, tuple[tuple[tuple[str, ...], str], ...]], ...] = (
    (
        "Co-production",
        (
            (("1B ii=Dec 18",), "Officer to write the plan"),
            (("1B iv=Dec 18",), "Workshops begin in spring"),
            (("1B iii=Nov 18",), "Protocol is with the Youth Council"),
            (("4A iv=Nov 18",), "Groups have been mapped"),
            (("4A v=Nov 18",), "Parents are in the workstreams"),
            (("4A vi=Nov 18",), "Some routes are known"),
            (("4A vii=Jul 19",), "Forum spoke at the conference"),
            (("4B vi=Dec 18",), "Gaps to be found in October"),
            (("4D v=Apr 19",), "Paper due in December"),
        ),
    ),
    ("Workforce and training", ((("1E vii=June 19",), "Audit is under way"),)),
    (
        "Dashboard",
        ((("1C iv=Nov 18", "1D ii=Mar 19", "1E ix=Dec 19", "2A ii=Apr 19"), "Dashboard well on"),),
    ),
    (
        "Designated Medical Officer",
        (
            (("1F iii=Jan 19", "1F iv=April 19", "3D ii=Dec 18"), "New officer takes it on"),
            (("3E i=Dec 18",), "As above"),
        ),
    ),
    (
        "Joint Commissioning",
        (
            (("3A ii=Jan 19", "3F i=Jan 19", "3F ii=Sept 19"), "Model due in December"),
            (("2C vi=Dec 19",), "Review of pathways goes on"),
            (("1E vi=Apr 19",), "Specifications by April 2020"),
            (("3A v=Dec 19",), "Covered by others"),
            (("3A iii=May 19",), "Draft due in December"),
            (("3E iii=Jul 19",), "Interim agreement is in place"),
            (
                ("2C i=Apr 19", "2F ii=Apr 19", "2G iii=Mar 19", "3A iv=Aug 19"),
                "Agreement by November",
            ),
            (("2C iii=Apr 19",), "Specification is being scoped"),
            (("2B iv=Apr 19",), "Built into agreements"),
        ),
    ),
    (
        "Looked After Children",
        ((("2E i=Dec 18",), "Standards are monitored"), (("2E iv=Feb 19",), "Needs time to embed")),
    ),
    ("Outcomes", ((("2A iii=Apr 19",), "Out to consultation"),)),
    ("Quality Assurance", ((("2B i=Nov 18",), "Framework out to consultation"),)),
    ("Early help", ((("2D iv=Jul 19",), "Draft to be discussed"),)),
    (
        "Attendance and exclusions",
        (
            (("2F i=Dec 18",), "Audit ends in December"),
            (("2F iii=Apr 19",), "Superseded by the new agreement"),
            (("2F iv=Jul 19",), "The project did not go ahead"),
        ),
    ),
    (
        "Strategic Overview plan",
        (
            (("3A i=Dec 18",), "First data shared"),
            (("3B i-vi=Sept 19",), "Has a plan of its own"),
            (("3C i=Dec 18", "3C ii=Dec 18"), ""),
        ),
    ),
)
"""Group -> comments, each beside the references (and timescales) of the rows that it covers."""

Rows = list[list[str]]
Merged = list[tuple[int, int]]


def amber_rows() -> tuple[Rows, Merged]:
    """The amber table below its heading: rows, and first and last row (from 1) of each merged comment."""
    rows: Rows = [list(HEADER)]
    merged: Merged = []
    for group, comments in AMBER:
        rows.append([group])
        for members, comment in comments:
            start = len(rows) + 1
            for place, member in enumerate(members):
                reference, due = member.split("=")
                said = comment if place == 0 else ""
                rows.append([reference, f"Do what {reference} promises", due, said])
            if len(members) > 1:
                merged.append((start, len(rows)))
    return rows, merged


def red_rows() -> tuple[Rows, Merged]:
    """The red table, the first five rows of which share a comment."""
    rows = [list(HEADER), *(list(row) for row in RED)]
    rows[1][3] = RED_COMMENT
    return rows, [(2, 6)]
