"""Fine crosses where the corners of labels lie, for sheets that are cut by hand."""

from __future__ import annotations

from qr_labels.layout import Box, PageLayout

_ARM = 1.5
_THIN = 0.1


def cut_marks(layout: PageLayout) -> tuple[Box, ...]:
    """A cross at every corner of every label; a roll needs none."""
    if layout.is_roll:
        return ()
    corners = {
        (round(x + right, 3), round(y + down, 3))
        for x, y in layout.origins()
        for right in (0, layout.width)
        for down in (0, layout.height)
    }
    return tuple(arm for x, y in sorted(corners) for arm in _cross(x, y))


def _cross(x: float, y: float) -> tuple[Box, Box]:
    half = _THIN / 2
    return (
        Box(x - _ARM, y - half, 2 * _ARM, _THIN),
        Box(x - half, y - _ARM, _THIN, 2 * _ARM),
    )
