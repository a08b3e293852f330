"""Who may see the pages of setting an area and a plan up."""

from actions.models import Action, Membership
from actions.services.impact_ratings import replace_impact_scheme
from tests.factories import Scene
from wsoa.capabilities import Role

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
MANAGERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER})

MAY_SEE: dict[str, frozenset[Role]] = {
    **dict.fromkeys(
        (
            "area-change",
            "people",
            "person-add",
            "person-change",
            "person-end",
            "person-remind",
        ),
        ADMINISTRATORS,
    ),
    **dict.fromkeys(
        (
            "area-setup",
            "partners",
            "partner-add",
            "partner-change",
            "partner-remove",
            "posts",
            "post-add",
            "post-change",
            "post-remove",
            "plan-add",
            "plan-setup",
            "plan-change",
            "plan-stage",
            "plan-settings",
            "themes",
            "theme-add",
            "theme-paste",
            "theme-change",
            "theme-remove",
            "workstreams",
            "workstream-add",
            "workstream-paste",
            "workstream-change",
            "workstream-remove",
            "report-groups",
            "report-group-change",
            "report-group-remove",
            "scheme",
            "scheme-choose",
            "scheme-rename",
            "rating-add",
            "rating-change",
            "rating-remove",
            "rating-move",
            "impact",
            "impact-choose",
            "impact-add",
            "impact-change",
            "impact-remove",
            "impact-move",
        ),
        MANAGERS,
    ),
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = {"person-remind", "rating-move", "impact-move"}
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`.

    What a sent form takes out is none of what the sweep opens next.
    """
    place = scene.place
    impact = replace_impact_scheme(plan=scene.plan, preset="embedding", by=scene.manager)
    return {
        "partner_id": place.council.pk,
        "post_id": place.posts[0].pk,
        "membership_id": Membership.objects.get(
            area=place.area, user=place.people[Role.ADMINISTRATOR]
        ).pk,
        "theme_id": scene.themes[0].pk,
        "workstream_id": scene.workstreams[0].pk,
        "group_id": scene.report_groups[0].pk,
        "rating_id": scene.ratings["A"].pk,
        "impact_id": impact[0].pk,
    }
