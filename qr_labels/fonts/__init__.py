"""The one font of our labels, with its licence."""
