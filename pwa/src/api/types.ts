// Made by `python -m server client-types` from the OpenAPI document. Do not edit.

export interface AskedFact {
  readonly id: string;
  readonly hash: string;
}

export interface Change {
  readonly t: "asset" | "kind" | "checklist" | "count_sheet" | "person" | "place" | "route" | "school_year" | "stocktake";
  readonly op: "put" | "delete" | "gone";
  readonly row?: readonly unknown[];
  readonly id?: string;
}

export interface Changes {
  readonly epoch: string;
  readonly scope_hash: string;
  readonly high_water: number;
  readonly columns: Columns;
  readonly rows: readonly Change[];
  readonly cursor: string;
  readonly more: boolean;
}

export interface Columns {
  readonly place: readonly string[];
  readonly kind: readonly string[];
  readonly person: readonly string[];
  readonly asset: readonly string[];
  readonly checklist: readonly string[];
  readonly route: readonly string[];
  readonly school_year: readonly string[];
  readonly stocktake: readonly string[];
  readonly count_sheet: readonly string[];
}

export interface Contact {
  readonly device: string;
  readonly highest_seq: number;
  readonly unsent: number;
  readonly held: number;
  readonly app_build: string;
  readonly free_bytes: number | null;
  readonly sent_at: number;
}

export interface ContactAnswer {
  readonly server_time: number;
  readonly school_id: string;
  readonly epoch: string;
  readonly scope_hash: string;
  readonly rev: number;
  readonly oldest_app_build: string;
  readonly backed_up_rev: number | null;
  readonly person: Person;
  readonly capture_grant: string;
}

export interface Error {
  readonly code?: number;
  readonly status?: string;
  readonly message?: string;
  readonly errors?: Readonly<Record<string, unknown>>;
}

export interface HadFact {
  readonly id: string;
  readonly hash: string;
  readonly status: "applied" | "held" | "dismissed" | "different" | "absent";
  readonly rev: number | null;
  readonly reason: string | null;
  readonly photos_missing: readonly string[];
}

export interface Have {
  readonly device: string;
  readonly facts: readonly AskedFact[];
}

export interface HaveAnswer {
  readonly server_time: number;
  readonly epoch: string;
  readonly rev: number;
  readonly answers: readonly HadFact[];
}

export interface Health {
  readonly status: string;
}

export interface IncomingFact {
  readonly id: string;
  readonly hash: string;
  readonly raw: string;
}

export interface NewDevice {
  readonly id: string;
  readonly name: string;
}

export interface NewSession {
  readonly person: Person;
  readonly school: School;
  readonly device_id: string;
  readonly capture_grant: string;
  readonly switch_key: string;
}

export interface PaginationMetadata {
  readonly total?: number;
  readonly total_pages?: number;
  readonly first_page?: number;
  readonly last_page?: number;
  readonly page?: number;
  readonly previous_page?: number;
  readonly next_page?: number;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly ("administrator" | "patrol" | "teacher" | "repairer" | "leader")[];
  readonly actions: readonly ("use_own_account" | "take_along" | "record" | "carry_facts" | "see_desk" | "see_records" | "see_photos" | "edit_register" | "import_ledger" | "print_labels" | "manage_people" | "manage_devices" | "see_held_facts" | "resolve_held_facts" | "take_in_exports" | "see_backups" | "begin_school" | "see_rounds" | "countersign_rounds" | "manage_routes" | "manage_calendar" | "manage_checklists" | "see_extinguishers" | "manage_extinguishers" | "see_findings" | "assign_findings" | "rectify_findings" | "recheck_findings" | "sign_findings" | "print_forms" | "manage_reminders" | "manage_classes" | "see_stocktakes" | "manage_stocktakes" | "count_rooms" | "countersign_sheets" | "settle_discrepancies" | "manage_templates")[];
}

export interface Push {
  readonly device: string;
  readonly sent_at: number;
  readonly facts: readonly IncomingFact[];
}

export interface PushAnswer {
  readonly server_time: number;
  readonly receipts: readonly Receipt[];
}

export interface Receipt {
  readonly id: string;
  readonly hash: string;
  readonly status: "applied" | "duplicate" | "held" | "dismissed" | "retry";
  readonly rev: number | null;
  readonly reason: string | null;
}

export interface RoundProgress {
  readonly stops: readonly SeenStop[];
  readonly endings: readonly SeenEnding[];
}

export interface School {
  readonly school_id: string;
  readonly name: string;
  readonly is_demo: boolean;
}

export interface SeenEnding {
  readonly by: string;
  readonly at: number;
}

export interface SeenStop {
  readonly asset_id: string | null;
  readonly place_id: string | null;
  readonly result: "ok" | "abnormal" | null;
  readonly fixed: boolean;
  readonly unscanned: boolean;
  readonly by: string;
  readonly at: number;
}

export interface Session {
  readonly person: Person;
  readonly school: School;
  readonly device_id: string;
}

export interface SheetHelper {
  readonly person_id: string;
  readonly name: string;
  readonly unsent: number;
  readonly last_seen_at: number;
}

export interface SheetHelpers {
  readonly helpers: readonly SheetHelper[];
}

export interface SignIn {
  readonly login: string;
  readonly password: string;
  readonly device: NewDevice;
}

export interface StoredPhoto {
  readonly sha256: string;
  readonly stored_sha256: string;
}

export interface Switch {
  readonly device: string;
  readonly person_id: string;
  readonly switch_key: string;
}
