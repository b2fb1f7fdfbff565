"""Up to which number nothing is missing."""

from hypothesis import given
from hypothesis import strategies as st

from server.sync.arrivals import contiguous

numbers = st.sets(st.integers(1, 30))


@given(st.integers(0, 20), numbers)
def test_everything_up_to_it_is_there_and_the_next_is_not(start, arrived):
    end = contiguous(start, arrived)
    assert end >= start
    assert set(range(start + 1, end + 1)) <= arrived and end + 1 not in arrived


@given(st.permutations(range(1, 12)))
def test_any_order_of_arrival_ends_at_the_last(order):
    end, waiting = 0, []
    for number in order:
        waiting.append(number)
        end = contiguous(end, waiting)
    assert end == 11
