"""Arithmetic of the field with 32 elements, enough for one check symbol."""

from __future__ import annotations

from collections.abc import Iterable

POLYNOMIAL = 0b100101
"""x^5 + x^2 + 1, primitive: the powers of alpha = x = 2 run through all 31 non-zero elements."""


def times_alpha(element: int) -> int:
    """Multiply an element (0..31) by alpha."""
    doubled = element << 1
    return doubled ^ POLYNOMIAL if doubled & 0b100000 else doubled


def check_symbol(elements: Iterable[int]) -> int:
    """The sum of alpha^(n-i) * element i over n elements (i from 0), by Horner's rule.

    The check symbol itself has weight 1. All weights of up to 31 positions are then different
    and not zero, so that every changed symbol and every two swapped symbols are caught.
    """
    total = 0
    for element in elements:
        total = times_alpha(total ^ element)
    return total
