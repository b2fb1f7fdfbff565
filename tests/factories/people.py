"""The personas of the tests, one in every role, and Omar who has no account."""

from server.domain.access import Role

PERSONAS = {
    "ada": ("Ada", Role.ADMINISTRATOR),
    "ines": ("Ines", Role.PATROL),
    "tang": ("Tang", Role.TEACHER),
    "rui": ("Rui", Role.REPAIRER),
    "pei": ("Pei", Role.LEADER),
}


def password_of(login: str) -> str:
    return f"{login}-password"
