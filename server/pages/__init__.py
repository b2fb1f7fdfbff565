"""Server-rendered rooms: the desk, the app's shell, what a scan by an ordinary camera opens."""

from server.pages.shell import blueprint as shell

BLUEPRINTS = (shell,)
