// Shapes of the HTTP API, as GET /openapi.json and docs/http-api.md tell them.

export type State = "queued" | "running" | "succeeded" | "failed" | "killed" | "cancelled" | "lost";
export type Role = "viewer" | "runner" | "editor" | "admin";

export interface Whoami {
  name: string;
  role: Role;
  how: "token" | "session" | "none";
  token?: string;
  project?: {name: string; path?: string};
  version?: string;
  build?: string;
  time?: string; // RFC 3339
  features?: {terminal?: boolean; preview?: boolean; git?: boolean};
}

export interface Job {
  script?: string;
  code?: string;
  args?: string[];
  ref?: string;
  commit?: string;
  env?: Record<string, string>;
  labels?: Record<string, string>;
  key?: string;
  timeout_ms?: number;
  stdin?: string;
  [key: string]: unknown;
}

// A row of GET /api/runs and the data of a `run` event.
export interface Row {
  id: string;
  state: State;
  title?: string;
  source?: string;
  submitted_by?: string;
  seq?: number;
  attempt?: number;
  submitted_at?: string;
  queued_at?: string;
  started_at?: string;
  ended_at?: string;
  reason?: string;
  exit_code?: number;
  signal?: number | string;
  duration_ms?: number;
  output?: {bytes: number; lines?: number; dropped?: number};
  commit?: string;
}

// The record of GET /api/run/status.
export interface Run extends Row {
  job: Job;
  timeout_ms?: number;
  python?: string;
  host?: string;
  environment?: string;
  usage?: {cpu_user_ms: number; cpu_system_ms: number; max_rss_kb: number; read_bytes?: number; write_bytes?: number; processes?: number};
  sandbox?: {level: string; in_force: string[]; missing: string[]};
  why?: {text?: string; code?: string} | string;
  note?: string;
  tree?: {commit?: string; branch?: string; is_dirty?: boolean; is_late?: boolean; files?: number; patch_bytes?: number; why?: string};
  [key: string]: unknown;
}

export interface Queue {
  waiting: number;
  running: number;
  slots: number;
  is_paused: boolean;
  is_draining: boolean;
  watch?: string;
  degraded?: string[];
}

export interface GitFile {
  path: string;
  from?: string;
  work?: string;
  index?: string;
}
export interface GitCommit {
  id: string;
  parents: string[];
  author: {name: string; email: string};
  at: string;
  subject: string;
  body?: string;
}
export interface GitStatus {
  branch?: string;
  detached: boolean;
  unborn: boolean;
  head?: string;
  upstream?: string;
  ahead?: number;
  behind?: number;
  last_commit?: GitCommit;
  files: GitFile[];
  dirty: boolean;
  staged: number;
  changed: number;
  untracked: number;
  conflicted: number;
  files_left_out?: number;
}

// A dead letter of GET /api/bad, and the data of a `spool` event that refuses.
export interface Letter {
  id: string;
  time: string;
  name: string;
  code: string;
  pointer?: string;
  line?: number;
  column?: number;
  text: string;
  cure?: string;
  submitter?: string;
}

export interface Entry {
  name: string; // relative to the directory that was listed
  type: "file" | "dir" | "link";
  size: number;
  modtime: string;
  etag?: string;
}

export interface Stats {
  cores: number;
  load_1m?: number;
  cpu_percent?: number;
  memory?: {total_kb: number; available_kb: number};
  disk?: {total_bytes: number; free_bytes: number};
  temperature_c?: number;
}
