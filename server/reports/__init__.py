"""Spreadsheets and printable forms: rows in, bytes out, and bytes in, rows out."""
