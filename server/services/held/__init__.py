"""Facts that could not be applied: what can be read of them, and what became of them."""
