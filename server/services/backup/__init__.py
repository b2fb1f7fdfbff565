"""Backups of a school: taken while it is written to, opened again before they count, put back
under a new epoch (docs/adr/0005-backups-that-were-opened-again.md)."""
