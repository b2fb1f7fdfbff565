"""Problems of writing a checklist."""

from __future__ import annotations

from server.domain.problems import Problem


class ChecklistItemInvalid(Problem):
    """An item that cannot be asked; params: item (its name, or its number from 1), field, expected.

    ``field`` is the field's name and ``expected`` one of the words of
    ``server.domain.checklist_item.Expected``; whoever shows the sentence puts both into words.
    """

    code = "checklist_item_invalid"


class ChecklistItemRepeated(Problem):
    """Two items have the same name or key; params: item."""

    code = "checklist_item_repeated"


class ChecklistEmpty(Problem):
    """A checklist needs at least one item."""

    code = "checklist_empty"


class ChecklistTooLong(Problem):
    """params: most."""

    code = "checklist_too_long"


class ChecklistNotTemplate(Problem):
    """A checklist of the school's own has no template to go back to."""

    code = "checklist_not_template"
