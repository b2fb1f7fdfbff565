"""The storm: the real server and the phone's real sync code under every weather, from one seed."""
