"""Numbers in texts count as numbers."""

from server.domain.natural_order import natural_key


def test_numbers_within_texts_are_ordered_by_their_value():
    texts = ["305-12", "305-2", "1305-1", "3楼", "10楼", "甲", "J301-2", "J301-10", "305", "乙2"]
    wanted = ["3楼", "10楼", "305", "305-2", "305-12", "1305-1", "J301-2", "J301-10", "乙2", "甲"]
    assert sorted(texts, key=natural_key) == wanted


def test_nothing_stands_before_everything_and_widths_make_no_difference():
    assert sorted(["1", None, ""], key=natural_key) == [None, "", "1"]
    assert natural_key("３０５-2") == natural_key("305-2")


def test_digits_that_are_no_decimals_are_letters():
    assert natural_key("²") == natural_key("2")
    assert natural_key("①") == natural_key("1")
