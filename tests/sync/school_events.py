"""What happens at the school's desk while phones are out: things and people move, come and go."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server.records import (
    Asset,
    AssetChange,
    AssetKind,
    AssetRemoval,
    CountLine,
    Device,
    Inspection,
    Label,
    LabelBinding,
    LabelRequest,
    Person,
    Place,
    Sighting,
    SignIn,
    UnscannedStop,
)
from server.services.assets import Seen, change_asset, remove_asset
from server.services.assignments import choose_places
from server.services.devices import revoke_device
from server.services.people import change_person, restore_person, suspend_person
from server.services.places import delete_place, move_place, rename_place
from server.sync.floor import collect_tombstones
from server.sync.repair import Decider, HeldKey, apply_as_it_is, dismiss
from tests.sync.school import (
    PEOPLE,
    asset_id,
    new_asset,
    new_label,
    person_id,
    place_id,
)
from tests.sync.stage import Stage

_ADA = person_id("ada")
Work = Callable[[Session], object]


class School:
    """``assets``: the numbers of all things there ever were; ``places`` likewise."""

    def __init__(self, stage: Stage, assets: list[int], places: list[int]) -> None:
        self.stage = stage
        self.assets = assets
        self.places = places
        self._labels = 1000
        self._events: tuple[tuple[int, Callable[[], None]], ...] = (
            (20, self._move_asset),
            (12, self._rename_asset),
            (8, self._remove_asset),
            (8, self._delete_asset),
            (10, self._add_asset),
            (8, self._replace_label),
            (10, self._move_place),
            (6, self._rename_place),
            (5, self._add_place),
            (4, self._delete_place),
            (4, self._rename_person),
            (3, self._suspend),
            (5, self._let_in_again),
            (1, self._revoke_device),
            (5, self._end_sessions),
            (3, self._rename_kind),
            (6, self._choose_places),
            (8, self._decide_on_held),
            (2, self._forget_deletions),
        )

    def step(self) -> None:
        weights = [weight for weight, _ in self._events]
        self.stage.rng.choices([event for _, event in self._events], weights)[0]()

    def let_everybody_in(self) -> None:
        def work(session: Session) -> None:
            for person in session.scalars(select(Person)):
                restore_person(session, person.id)

        self.stage.at_desk("everybody is let in again", work)

    def _asset(self) -> int:
        return self.stage.rng.choice(self.assets)

    def _place(self) -> str:
        return place_id(self.stage.rng.choice(self.places))

    def _login(self) -> str:
        return self.stage.rng.choice(list(PEOPLE))

    def _move_asset(self) -> None:
        number, place = self._asset(), self._place()
        target = place if self.stage.rng.random() < 0.9 else None
        self._change(number, {"place_id": target}, f"asset {number} moves to {(target or '')[-2:]}")

    def _rename_asset(self) -> None:
        number = self._asset()
        name = f"课桌{number}-{len(self.stage.trace)}"
        self._change(number, {"name": name}, f"asset {number} is renamed")

    def _change(self, number: int, values: dict[str, object], what: str) -> None:
        def work(session: Session) -> None:
            asset = session.get(Asset, asset_id(number))
            if asset is not None:
                seen = Seen(asset.rev or 0, {})
                change_asset(
                    session, asset.id, values, seen=seen, person_id=_ADA, now=self.stage.clock()
                )

        self.stage.at_desk(what, work)

    def _remove_asset(self) -> None:
        number = self._asset()
        self.stage.at_desk(
            f"asset {number} is taken out",
            lambda session: remove_asset(
                session, asset_id(number), "lost", _ADA, self.stage.clock()
            ),
        )

    def _delete_asset(self) -> None:
        """A row that nothing names yet goes for good and leaves a tombstone."""
        number = self._asset()

        def work(session: Session) -> None:
            asset = session.get(Asset, asset_id(number))
            if asset is not None and not _is_named(session, asset.id):
                moved_away = update(Label).where(Label.issued_asset_id == asset.id)
                session.execute(moved_away.values(issued_asset_id=None))
                for table in (Label, AssetChange, AssetRemoval):
                    session.execute(delete(table).where(table.asset_id == asset.id))
                session.delete(asset)

        self.stage.at_desk(f"asset {number} is deleted", work)

    def _add_asset(self) -> None:
        """Sometimes under the id of one that was deleted."""
        number = max(self.assets) + 1
        if self.stage.rng.random() < 0.2:
            number = self._asset()
        else:
            self.assets.append(number)
        place = self._place()

        def work(session: Session) -> None:
            if session.get(Asset, asset_id(number)) is None:
                here = place if session.get(Place, place) else None
                asset = new_asset(number, "lamp", here)
                asset.place_id = here
                session.add(asset)

        self.stage.at_desk(f"asset {number} is added", work)

    def _replace_label(self) -> None:
        """Whoever replaces a label touches the row in which its code travels."""
        number, self._labels = self._asset(), self._labels + 1
        label = self._labels

        def work(session: Session) -> None:
            if session.get(Asset, asset_id(number)) is not None:
                now = self.stage.clock()
                session.add(new_label(label, now, asset=asset_id(number)))
                mine = Asset.id == asset_id(number)
                session.execute(update(Asset).where(mine).values(search=Asset.search))

        self.stage.at_desk(f"asset {number} gets a new label", work)

    def _move_place(self) -> None:
        place, above = self._place(), self._place()
        self.stage.at_desk(
            f"place {place[-2:]} moves under {above[-2:]}",
            lambda session: move_place(session, place, above),
        )

    def _rename_place(self) -> None:
        place, name = self._place(), f"地点{len(self.stage.trace)}"
        self.stage.at_desk(
            f"place {place[-2:]} is renamed",
            lambda session: rename_place(session, place, "room", name),
        )

    def _add_place(self) -> None:
        number, above = max(self.places) + 1, self._place()
        self.places.append(number)
        name = f"新{number}"

        def work(session: Session) -> None:
            parent = session.get(Place, above)
            upper, path = (parent.id, f"{parent.path} / {name}") if parent else (None, name)
            session.add(
                Place(
                    id=place_id(number),
                    parent_id=upper,
                    kind="room",
                    name=name,
                    path=path,
                    search=name,
                )
            )

        self.stage.at_desk(f"place {number} is added", work)

    def _delete_place(self) -> None:
        place = self._place()
        self.stage.at_desk(
            f"place {place[-2:]} is deleted", lambda session: delete_place(session, place)
        )

    def _rename_person(self) -> None:
        login = self._login()
        name = f"{login}{len(self.stage.trace)}"
        roles = {PEOPLE[login]}
        self.stage.at_desk(
            f"{login} is renamed",
            lambda session: change_person(session, person_id(login), name, roles),
        )

    def _suspend(self) -> None:
        login = self._login()
        self.stage.at_desk(
            f"{login} is suspended",
            lambda session: suspend_person(session, person_id(login), self.stage.clock()),
        )

    def _let_in_again(self) -> None:
        login = self._login()
        self.stage.at_desk(
            f"{login} is let in again",
            lambda session: restore_person(session, person_id(login)),
        )

    def _revoke_device(self) -> None:
        def work(session: Session) -> None:
            devices = session.scalars(select(Device.id).order_by(Device.registered_at)).all()
            if devices:
                revoke_device(session, self.stage.rng.choice(devices), _ADA, self.stage.clock())

        self.stage.at_desk("a device is shut out", work)

    def _end_sessions(self) -> None:
        login = self._login()
        ended = update(SignIn).where(SignIn.person_id == person_id(login))
        self.stage.at_desk(
            f"the sessions of {login} end",
            lambda session: session.execute(ended.values(ended_at=self.stage.clock())),
        )

    def _rename_kind(self) -> None:
        name = f"灯{len(self.stage.trace)}"

        def work(session: Session) -> None:
            session.get_one(AssetKind, "lamp").name_zh = name

        self.stage.at_desk("a kind is renamed", work)

    def _choose_places(self) -> None:
        """None of them means the whole school again."""
        login = self._login()
        chosen = {self._place() for _ in range(self.stage.rng.choice((0, 1, 1, 2)))}
        self.stage.at_desk(
            f"{login} looks after {sorted(place[-2:] for place in chosen)}",
            lambda session: choose_places(
                session, person_id(login), chosen, _ADA, self.stage.clock()
            ),
        )

    def _decide_on_held(self) -> None:
        state = self.stage.oracle.state
        undecided = sorted(state.held.keys() - state.resolutions.keys())
        if not undecided:
            return
        key = HeldKey(*self.stage.rng.choice(undecided))
        by = Decider(_ADA, self.stage.clock())
        if self.stage.rng.random() < 0.6:
            self.stage.at_desk(
                f"held {key.id[:8]} is applied",
                lambda session: apply_as_it_is(session, key, by),
            )
        else:
            self.stage.at_desk(
                f"held {key.id[:8]} is put aside",
                lambda session: dismiss(session, key, "a reason", by),
            )

    def _forget_deletions(self) -> None:
        """As every night's backup does; only what is two months old goes."""
        self.stage.at_desk(
            "old deletions are forgotten",
            lambda session: collect_tombstones(session, self.stage.clock()),
        )


def _is_named(session: Session, asset: str) -> bool:
    """Whether a fact or a sheet is about the thing."""
    return any(
        session.scalar(select(table.asset_id).where(table.asset_id == asset).limit(1))
        for table in (CountLine, Inspection, LabelBinding, LabelRequest, Sighting, UnscannedStop)
    )
