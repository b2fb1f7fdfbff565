"""SQLAlchemy models and queries, one file a noun. Alone knows which database a school lives in.

Importing this package registers every table on ``Base.metadata``.
"""

from server.records.asset import Asset
from server.records.asset_change import AssetChange
from server.records.asset_kind import AssetKind
from server.records.asset_removal import AssetRemoval
from server.records.assignment import Assignment
from server.records.backup import Backup
from server.records.base import Base, new_id
from server.records.bureau_template import BureauTemplate
from server.records.checklist import Checklist, ChecklistVersion
from server.records.count_code_failure import CountCodeFailure
from server.records.count_sheet import CountCode, CountLine, CountSheet, PupilCount, SheetStep
from server.records.device import Device
from server.records.device_alarm import DeviceAlarm
from server.records.discrepancy import Discrepancy, DiscrepancyStep
from server.records.extinguisher_service import ExtinguisherService
from server.records.fact import Fact
from server.records.finding import Finding, FindingStep
from server.records.held_fact import HeldFact
from server.records.held_resolution import HeldResolution
from server.records.inspection import Inspection
from server.records.kept_code import KeptCode
from server.records.label import Label
from server.records.label_binding import LabelBinding
from server.records.label_layout import LabelLayout, LabelShift
from server.records.label_request import LabelRequest, LabelRequestDismissal
from server.records.label_trial import LabelTrial
from server.records.ledger_import import LedgerImport, LedgerImportRow, LedgerMapping
from server.records.person import Person, PersonRole
from server.records.photo import FactPhoto, StoredPhoto
from server.records.place import Place
from server.records.print_job import PrintJob, PrintJobLabel
from server.records.reminder import ReminderChannel, ReminderSent
from server.records.round import Round, RoundCountersignature, RoundEnding
from server.records.route import Route, RouteVersion
from server.records.school import School
from server.records.school_class import ClassRoom, ClassTeacher, SchoolClass
from server.records.school_year import SchoolYear
from server.records.sighting import GroupCount, SheetSignature, Sighting, TotalConfirmation
from server.records.sign_in import SignIn, SignInFailure
from server.records.snapshot_lease import SnapshotLease
from server.records.stocktake import Stocktake
from server.records.sync_counter import SyncCounter, Tombstone
from server.records.unscanned_stop import UnscannedStop

__all__ = [
    "Asset",
    "AssetChange",
    "AssetKind",
    "AssetRemoval",
    "Assignment",
    "Backup",
    "Base",
    "BureauTemplate",
    "Checklist",
    "ChecklistVersion",
    "ClassRoom",
    "ClassTeacher",
    "CountCode",
    "CountCodeFailure",
    "CountLine",
    "CountSheet",
    "Device",
    "DeviceAlarm",
    "Discrepancy",
    "DiscrepancyStep",
    "ExtinguisherService",
    "Fact",
    "FactPhoto",
    "Finding",
    "FindingStep",
    "GroupCount",
    "HeldFact",
    "HeldResolution",
    "Inspection",
    "KeptCode",
    "Label",
    "LabelBinding",
    "LabelLayout",
    "LabelRequest",
    "LabelRequestDismissal",
    "LabelShift",
    "LabelTrial",
    "LedgerImport",
    "LedgerImportRow",
    "LedgerMapping",
    "Person",
    "PersonRole",
    "Place",
    "PrintJob",
    "PrintJobLabel",
    "PupilCount",
    "ReminderChannel",
    "ReminderSent",
    "Round",
    "RoundCountersignature",
    "RoundEnding",
    "Route",
    "RouteVersion",
    "School",
    "SchoolClass",
    "SchoolYear",
    "SheetSignature",
    "SheetStep",
    "Sighting",
    "SignIn",
    "SignInFailure",
    "SnapshotLease",
    "Stocktake",
    "StoredPhoto",
    "SyncCounter",
    "Tombstone",
    "TotalConfirmation",
    "UnscannedStop",
    "new_id",
]
