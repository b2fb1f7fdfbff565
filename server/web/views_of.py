"""Records as the plain values that the wire's schemas dump."""

from __future__ import annotations

from typing import Any

from server.domain.access import actions_of
from server.records import Person, School
from server.services.sign_in import roles_of


def school_view(school: School) -> dict[str, Any]:
    return {"school_id": school.id, "name": school.name, "is_demo": school.is_demo}


def person_view(person: Person) -> dict[str, Any]:
    roles = roles_of(person)
    return {
        "id": person.id,
        "name": person.name,
        "roles": sorted(roles),
        "actions": actions_of(roles),
    }
