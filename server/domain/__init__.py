"""Pure rules: no Flask, no SQLAlchemy, no clock, no I/O. Time is passed in."""
