"""What api and pages share of HTTP: the session, the guard, problems, request ids, messages."""
