"""What the demonstration's files say, as frozen values. Reading them is in files.py."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OrganisationSpecification:
    """A partner; `key` names it in the other files."""

    key: str
    name: str
    short_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class PostSpecification:
    """A post in the organisation whose key is given."""

    key: str
    organisation: str
    title: str


@dataclass(frozen=True, slots=True)
class AreaSpecification:
    """An area, its partners and posts. `holders` maps a post's key to the role of who holds it."""

    slug: str
    name: str
    theme_word: str
    demo_note: str
    organisations: tuple[OrganisationSpecification, ...]
    posts: tuple[PostSpecification, ...]
    holders: dict[str, str]


@dataclass(frozen=True, slots=True)
class ThemeSpecification:
    """A theme; `parent` is the reference of the one above it, `lead` a post's key, both may be blank."""

    reference: str
    title: str
    outcome: str = ""
    parent: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class WorkstreamSpecification:
    """A workstream; `lead` is a post's key, or blank."""

    reference: str
    title: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class IssueSpecification:
    """An issue and the references of the actions it stands behind, from `effective`. `owner` is the key of the
    post that answers for the remedial action, `due` when it is to be done, in words."""

    title: str
    explanation: str
    remedial_action: str
    effective: date
    actions: tuple[str, ...]
    agreed_by: str = ""
    agreed_on: date | None = None
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class VisitSpecification:
    """A row of Table 2: an outcome and what each band would look like."""

    title: str
    unmet: str
    met: str
    exceeded: str
    significantly_exceeded: str
    delivery: str


@dataclass(frozen=True, slots=True)
class PlanSpecification:
    """A plan without its actions. `scheme` is a preset's name, or blank for none.

    `report_groups` maps the key used in actions.csv to the title.
    """

    slug: str
    title: str
    kind: str
    stage: str
    summary: str
    starts_on: date
    ends_on: date | None
    reported_as_at: date | None
    scheme: str
    report_groups: dict[str, str]
    themes: tuple[ThemeSpecification, ...]
    workstreams: tuple[WorkstreamSpecification, ...]
    issues: tuple[IssueSpecification, ...]
    visits: tuple[VisitSpecification, ...]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as the plan began; `owners` are keys of posts, `lead` that of an organisation."""

    reference: str
    theme: str
    workstream: str
    report_group: str
    lead: str
    owners: tuple[str, ...]
    due: str
    title: str


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """A status update; `rating` is the rating's code, blank where the plan has no scheme."""

    reference: str
    effective: date
    rating: str
    commentary: str
    remedial_action: str


@dataclass(frozen=True, slots=True)
class DateChangeRow:
    """A revised due date."""

    reference: str
    effective: date
    due: str
    reason: str
    agreed_by: str


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """A completion recorded on its own, where a colour leaves it open."""

    reference: str
    effective: date
    evidence: str


@dataclass(frozen=True, slots=True)
class EndRow:
    """The end of an action: withdrawn or, where `replaced_by` names another action, superseded."""

    reference: str
    effective: date
    reason: str
    replaced_by: str


@dataclass(frozen=True, slots=True)
class History:
    """A plan's actions and all that happened to them."""

    actions: tuple[ActionRow, ...] = ()
    updates: tuple[UpdateRow, ...] = ()
    date_changes: tuple[DateChangeRow, ...] = ()
    completions: tuple[CompletionRow, ...] = ()
    ends: tuple[EndRow, ...] = ()
