-- Webhooks that we take: who sends them, and the secrets by which we know that it is really them.

CREATE TABLE hooks (
  id TEXT PRIMARY KEY,
  -- also a part of its address, where a removed hook's name is free again
  name TEXT NOT NULL,
  provider TEXT NOT NULL,
  -- source of its events; a hook that replaces another keeps it, so that repeats are still recognised
  source TEXT NOT NULL,
  -- JSON: where the signature stands, which fields are read
  options TEXT NOT NULL,
  -- JSON: secrets sealed with the key file of the data folder, newest first; two while one replaces the other
  secrets TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER
);
CREATE UNIQUE INDEX hooks_live_name ON hooks (name) WHERE removed_at IS NULL;
