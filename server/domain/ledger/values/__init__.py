"""One cell at a time: raw cell in, typed value out, or a ``CellError`` that says what is wrong."""
