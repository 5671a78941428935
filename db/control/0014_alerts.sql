-- Who is told, with sealed secrets; alerts from opening to closing; messages that wait, and each attempt to deliver them.
CREATE TABLE recipients (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  -- as it is shown
  address TEXT NOT NULL,
  -- where and how to send, sealed
  target TEXT NOT NULL,
  rules TEXT NOT NULL,
  by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX recipient_names ON recipients (name) WHERE removed_at IS NULL;

CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  -- kind and subject: one of them is open at a time
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  facts TEXT NOT NULL,
  size REAL NOT NULL,
  opened_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- since when it is not found any more
  absent_since INTEGER,
  closed_at INTEGER,
  acknowledged_by TEXT NOT NULL,
  muted_until INTEGER
) STRICT;
CREATE UNIQUE INDEX open_alerts ON alerts (key) WHERE closed_at IS NULL;
CREATE INDEX alerts_by_time ON alerts (opened_at);

CREATE TABLE alert_events (
  id INTEGER PRIMARY KEY,
  alert TEXT NOT NULL REFERENCES alerts (id),
  what TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX alert_events_by_alert ON alert_events (alert);

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  recipient TEXT NOT NULL REFERENCES recipients (id),
  purpose TEXT NOT NULL,
  -- whoever hands a message over again, after a crash, names it by the same key
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  -- '' once it is done
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  next_at INTEGER,
  UNIQUE (recipient, key)
) STRICT;
CREATE INDEX messages_waiting ON messages (next_at) WHERE state = 'waiting';

CREATE TABLE delivery_attempts (
  id INTEGER PRIMARY KEY,
  message TEXT NOT NULL REFERENCES messages (id),
  at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX attempts_by_message ON delivery_attempts (message);

-- Which message told whom of which alert: nobody is told twice.
CREATE TABLE notices (
  alert TEXT NOT NULL REFERENCES alerts (id),
  recipient TEXT NOT NULL REFERENCES recipients (id),
  what TEXT NOT NULL,
  message TEXT NOT NULL REFERENCES messages (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX notices_by_alert ON notices (alert);
