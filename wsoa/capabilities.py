"""Who may do what: the one table of roles and capabilities.

A role is held in one area (actions.models.Membership). What is still open to change, whoever asks,
is a different question and is answered in actions/policies.py.
"""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person is in an area."""

    ADMINISTRATOR = "administrator", "Administrator"
    MANAGER = "manager", "Project manager"
    OWNER = "owner", "Action owner"
    OFFICER = "officer", "Report officer"
    MEMBER = "member", "Board member"
    MONITOR = "monitor", "External monitor"


class Capability(TextChoices):
    """One thing that a person may be allowed to do in an area."""

    VIEW_PLAN = "view-plan", "see the plan and its history"
    UPDATE_ANY_ACTION = "update-any-action", "update any action"
    UPDATE_OWN_ACTION = "update-own-action", "update the actions they own"
    CORRECT_HISTORY = "correct-history", "correct what was recorded"
    ACCEPT_COMPLETION = "accept-completion", "accept that an action is complete"
    MANAGE_PLAN = "manage-plan", "set up a plan and change its actions"
    MANAGE_AREA = "manage-area", "set up the area and its people"
    MANAGE_PARTNERS = "manage-partners", "set up partners and their posts"
    ACCEPT_UPDATES = "accept-updates", "accept updates that wait"
    AGREE_DATES = "agree-dates", "record that a new due date was agreed"
    DISCUSS = "discuss", "read and write notes on actions"
    VIEW_AUDIT = "view-audit", "see who changed what"
    REDACT = "redact", "take personal data out of the record"
    MANAGE_BOARDS = "manage-boards", "set up boards and their meetings"
    RECORD_MEETINGS = "record-meetings", "record what a board said and decided"
    CLOSE_PACKS = "close-packs", "close a board's pack"
    RECORD_READINGS = "record-readings", "record readings of any measure"
    REVIEW_RISKS = "review-risks", "record and review risks"
    RECORD_VOICES = "record-voices", "record what families said and what was done"
    WRITE_PAPERS = "write-papers", "write and export committee papers"


ROLE_CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.ADMINISTRATOR: frozenset(Capability),
    Role.MANAGER: frozenset(Capability) - {Capability.MANAGE_AREA, Capability.REDACT},
    Role.OWNER: frozenset({Capability.VIEW_PLAN, Capability.UPDATE_OWN_ACTION, Capability.DISCUSS}),
    Role.OFFICER: frozenset(
        {
            Capability.VIEW_PLAN,
            Capability.WRITE_PAPERS,
            Capability.RECORD_MEETINGS,
            Capability.RECORD_READINGS,
            Capability.REVIEW_RISKS,
            Capability.RECORD_VOICES,
            Capability.DISCUSS,
            Capability.VIEW_AUDIT,
        }
    ),
    Role.MEMBER: frozenset({Capability.VIEW_PLAN, Capability.DISCUSS}),
    Role.MONITOR: frozenset({Capability.VIEW_PLAN}),
}


def role_can(role: Role, capability: Capability) -> bool:
    """Whether the role carries the capability."""
    return capability in ROLE_CAPABILITIES[role]
