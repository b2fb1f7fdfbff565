// Made by `python -m server client-types` from the OpenAPI document. Do not edit.

export interface Change {
  t: "asset" | "kind" | "person" | "place";
  op: "put" | "delete" | "gone";
  row?: unknown[];
  id?: string;
}

export interface Changes {
  epoch: string;
  scope_hash: string;
  high_water: number;
  columns: Record<string, string[]>;
  rows: Change[];
  cursor: string;
  more: boolean;
}

export interface Contact {
  device: string;
  highest_seq: number;
  unsent: number;
  held: number;
  app_build: string;
  free_bytes: number | null;
  sent_at: number;
}

export interface ContactAnswer {
  server_time: number;
  school_id: string;
  epoch: string;
  scope_hash: string;
  rev: number;
  oldest_app_build: string;
  backed_up_rev: number | null;
  person: Person;
  capture_grant: string;
}

export interface Error {
  code?: number;
  status?: string;
  message?: string;
  errors?: Record<string, unknown>;
}

export interface Health {
  status: string;
}

export interface IncomingFact {
  id: string;
  hash: string;
  raw: string;
}

export interface NewDevice {
  id: string;
  name: string;
}

export interface NewSession {
  person: Person;
  school: School;
  device_id: string;
  capture_grant: string;
}

export interface PaginationMetadata {
  total?: number;
  total_pages?: number;
  first_page?: number;
  last_page?: number;
  page?: number;
  previous_page?: number;
  next_page?: number;
}

export interface Person {
  id: string;
  name: string;
  roles: ("administrator" | "patrol" | "teacher" | "repairer" | "leader")[];
  actions: ("use_own_account" | "take_along" | "record" | "carry_facts" | "see_desk" | "see_records" | "see_photos" | "edit_register" | "import_ledger" | "print_labels" | "manage_people" | "manage_devices" | "see_held_facts" | "see_backups" | "begin_school")[];
}

export interface Push {
  device: string;
  sent_at: number;
  facts: IncomingFact[];
}

export interface PushAnswer {
  server_time: number;
  receipts: Receipt[];
}

export interface Receipt {
  id: string;
  hash: string;
  status: "applied" | "duplicate" | "held" | "retry";
  rev: number | null;
  reason: string | null;
}

export interface School {
  school_id: string;
  name: string;
  is_demo: boolean;
}

export interface Session {
  person: Person;
  school: School;
  device_id: string;
}

export interface SignIn {
  login: string;
  password: string;
  device: NewDevice;
}

export interface StoredPhoto {
  sha256: string;
  stored_sha256: string;
}
