"""Campus Rounds server: the desk, the sync endpoint and the commands."""
