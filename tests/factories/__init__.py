"""People and schools for tests."""
