"""Labels with QR codes: codes, symbols, layouts and printed sheets, on their own feet."""
