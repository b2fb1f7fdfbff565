"""Forms for inspectors and walls: rows in, PDF or workbook out. Nothing here knows what a round
is; the words come with the rows."""
