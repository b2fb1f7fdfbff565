"""The settings of the application that answers this request."""

from flask import current_app

from server.config import Settings


def current_settings() -> Settings:
    settings: Settings = current_app.config["CAMPUS"]
    return settings
