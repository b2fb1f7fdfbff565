"""marshmallow: the only shape of the wire."""
