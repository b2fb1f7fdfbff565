"""Problems of classes and of the table that moves them up."""

from __future__ import annotations

from server.domain.problems import Problem


class ClassUnreadable(Problem):
    """Not a class's name; params: text."""

    code = "class_unreadable"


class ClassStageUnclear(Problem):
    """A year of entry alone does not tell the stage; params: text."""

    code = "class_stage_unclear"


class ClassExists(Problem):
    """params: name."""

    code = "class_exists"


class ClassRoomTaken(Problem):
    """params: room, name (of the class that sits there)."""

    code = "class_room_taken"


class ClassCounted(Problem):
    """A class with count sheets cannot be deleted: they would be nobody's."""

    code = "class_counted"


class ClassTableEmpty(Problem):
    """Nothing was pasted below the header."""

    code = "class_table_empty"


class ClassTableWithoutHeader(Problem):
    """None of the first rows names the columns."""

    code = "class_table_without_header"


class ClassTableTooLong(Problem):
    """params: most."""

    code = "class_table_too_long"


class ClassTableTroubled(Problem):
    """Rows of the table cannot be carried out; params: n, how many."""

    code = "class_table_troubled"
