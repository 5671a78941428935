-- Who may do what, what was agreed, and what has been loaded and counted.

CREATE TABLE keys (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- write: collector only; browser: collector, shown in pages; api: everything
  kind TEXT NOT NULL,
  -- source of the events it sends; identity of an event is (source, id), so a rotated key keeps its source
  source TEXT NOT NULL,
  -- SHA-256 of the key; the key itself is shown once and not kept
  hash TEXT NOT NULL UNIQUE,
  origins TEXT NOT NULL DEFAULT '[]',
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
);
CREATE UNIQUE INDEX keys_live_name ON keys (name) WHERE revoked_at IS NULL;

CREATE TABLE plans (
  version INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  -- the plan as JSON, defaults filled in
  plan TEXT NOT NULL,
  effective TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  proposed_by TEXT NOT NULL,
  agreed_at INTEGER
);
CREATE TABLE plan_agreements (
  version INTEGER NOT NULL REFERENCES plans (version),
  -- '' where the plan names no departments
  department TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (version, department)
);

-- A load has fixed boundaries, written down before it starts, so that after a crash the very same
-- batch is sent again under the same token.
CREATE TABLE batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- journal | import
  origin TEXT NOT NULL,
  -- journal: name of the journal, first and last sequence number; import: its id
  journal TEXT NOT NULL DEFAULT '',
  first_seq INTEGER NOT NULL DEFAULT 0,
  last_seq INTEGER NOT NULL DEFAULT 0,
  import_id TEXT NOT NULL DEFAULT '',
  -- intended | stored
  state TEXT NOT NULL,
  events INTEGER NOT NULL DEFAULT 0,
  -- ids that had been loaded before
  repeats INTEGER NOT NULL DEFAULT 0,
  min_time INTEGER,
  max_time INTEGER,
  created_at INTEGER NOT NULL,
  stored_at INTEGER
);
CREATE INDEX batches_state ON batches (state, id);

-- How far each definition has been counted; 0 = nothing yet.
CREATE TABLE definitions (
  hash TEXT PRIMARY KEY,
  point TEXT NOT NULL,
  counted_batch INTEGER NOT NULL DEFAULT 0,
  counted_at INTEGER
);

CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  options TEXT NOT NULL,
  -- running | done | failed | interrupted
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  result TEXT
);

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
