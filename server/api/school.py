"""Which school this server serves: asked before anybody signs in."""

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.session import SchoolSchema
from server.services.school import the_school
from server.web.database import db
from server.web.guard import public
from server.web.views_of import school_view

blueprint = JsonBlueprint("school", __name__, url_prefix="/api/school")


@blueprint.route("")
@blueprint.response(200, SchoolSchema)
@public
def read():
    return school_view(the_school(db.session))
