"""Taking in at the desk what a phone has exported because it could not send it."""
