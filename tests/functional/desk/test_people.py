"""People and devices at the desk."""

from server.domain.access import Role
from server.records import Device, Person
from tests.factories.people import password_of


def test_a_person_is_added_and_signs_in(school):
    client = school.client("ada")
    form = {"login": "Lin", "name": "林老师", "password": " eight+chars ", "role": ["leader"]}
    assert client.post("/desk/people", data=form).status_code == 303
    again = client.post("/desk/people", data=form)
    assert again.status_code == 422 and "已经有人用了" in again.text and "林老师" in again.text
    signing_in = {"login": "lin", "password": " eight+chars "}
    assert school.client().post("/desk/sign-in", data=signing_in).status_code == 303


def test_a_short_password_is_refused_and_never_shown_again(school):
    form = {"login": "lin", "name": "林", "password": "geheim7", "role": "patrol"}
    answer = school.client("ada").post("/desk/people", data=form)
    assert answer.status_code == 422 and "至少要8个字符" in answer.text
    assert "geheim7" not in answer.text


def test_roles_and_name_are_changed(school):
    ines = school.people["ines"]
    form = {"name": "伊内斯", "role": ["patrol", "leader"]}
    school.client("ada").post(f"/desk/people/{ines}", data=form)
    with school.reading() as session:
        person = session.get(Person, ines)
        assert person.name == "伊内斯"
        assert {held.role for held in person.roles} == {Role.PATROL, Role.LEADER}


def test_the_last_administrator_cannot_be_suspended_or_lose_the_role(school):
    client, ada = school.client("ada"), school.people["ada"]
    for address, form in (
        (f"/desk/people/{ada}/suspension", {}),
        (f"/desk/people/{ada}", {"name": "Ada", "role": "leader"}),
    ):
        answer = client.post(address, data=form)
        assert answer.status_code == 422 and "至少要有一位管理员" in answer.text
    assert client.get("/desk/people").status_code == 200


def test_a_suspended_person_is_shut_out_until_restored(school):
    client, pei = school.client("ada"), school.people["pei"]
    theirs = school.client("pei")
    client.post(f"/desk/people/{pei}/suspension")
    assert theirs.get("/desk/").status_code == 302
    assert "已停用" in client.get("/desk/people").text
    client.post(f"/desk/people/{pei}/restoration")
    form = {"login": "pei", "password": password_of("pei")}
    assert theirs.post("/desk/sign-in", data=form).status_code == 303


def test_a_new_password_replaces_the_old(school):
    client, pei = school.client("ada"), school.people["pei"]
    short = client.post(f"/desk/people/{pei}/password", data={"password": "short"})
    assert short.status_code == 422
    client.post(f"/desk/people/{pei}/password", data={"password": "a new password"})
    old = {"login": "pei", "password": password_of("pei")}
    assert school.client().post("/desk/sign-in", data=old).status_code == 401
    new = {"login": "pei", "password": "a new password"}
    assert school.client().post("/desk/sign-in", data=new).status_code == 303


def test_a_device_tells_what_it_still_holds_and_is_shut_out(school):
    client, phone = school.client("ada"), school.client("ines")
    with school.writing() as session:
        device = session.get(Device, phone.device_id)
        device.contiguous_seq, device.announced_seq, device.unsent = 3, 5, 2
    page = client.get("/desk/devices").text
    assert all(word in page for word in ("phone of ines", "2 条没上传", "缺 2 条", "3 / 5"))
    assert "有数据没上传的手机" in client.get("/desk/").text
    client.post(f"/desk/devices/{phone.device_id}/revocation")
    assert phone.get("/api/session").status_code == 403
    assert client.post("/desk/devices/nowhere/revocation").status_code == 404
