"""Use cases, verb and noun. They get the session and the time; the edge commits."""
