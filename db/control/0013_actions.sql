-- What was done about what drifted: hypothesis, change, where, what it was to bring, and its history.
CREATE TABLE actions (
  id TEXT PRIMARY KEY,
  hypothesis TEXT NOT NULL,
  change TEXT NOT NULL,
  channel TEXT NOT NULL,
  campaign TEXT NOT NULL,
  page TEXT NOT NULL,
  metric TEXT NOT NULL,
  -- '' is the macro
  point TEXT NOT NULL,
  expected REAL,
  due TEXT,
  owner TEXT NOT NULL,
  started TEXT,
  state TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE action_log (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL REFERENCES actions (id),
  state TEXT NOT NULL,
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX action_log_by_action ON action_log (action);
