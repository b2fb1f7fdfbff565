"""Performance, one file a claim; each prints what it measured beside its bar."""
