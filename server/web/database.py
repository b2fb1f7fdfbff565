"""The Flask handle of the school's database. Views read by ``db.session`` and write inside
``with write_transaction(db.session)``."""

from flask_sqlalchemy import SQLAlchemy

from server.records import Base
from server.records.database import ENGINE_OPTIONS

db = SQLAlchemy(model_class=Base, engine_options=dict(ENGINE_OPTIONS))
