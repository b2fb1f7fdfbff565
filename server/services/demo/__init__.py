"""The demo school: enough places, things and people to try the whole job on."""
