-- Answers that whoever has the link may read, kept as they were when they were shared.
CREATE TABLE shares (
  id TEXT PRIMARY KEY,
  -- of the link's token, which is not kept
  hash TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  question TEXT NOT NULL,
  -- JSON, with the plan's own names of channels; '' once it is revoked or over
  answer TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  opened INTEGER NOT NULL DEFAULT 0,
  opened_at INTEGER
);
