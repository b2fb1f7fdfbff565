"""Proof that the storm can see: bugs planted one at a time, each of which it must find."""
