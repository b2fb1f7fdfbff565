"""The sync endpoint's inside: receiving facts and photos, feeding changes, taking along."""
