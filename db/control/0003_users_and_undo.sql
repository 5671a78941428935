-- People who sign in, each by a link of their own; and imports that were taken back.

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- viewer: reads and asks; editor: imports and plans; admin: keys and users
  role TEXT NOT NULL,
  -- SHA-256 of the token in the sign-in link; the link itself is shown once and not kept
  hash TEXT NOT NULL UNIQUE,
  -- the link signs in until then; sessions that it began go on
  link_until INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  signed_in_at INTEGER,
  removed_at INTEGER
);
CREATE UNIQUE INDEX users_live_name ON users (name) WHERE removed_at IS NULL;

-- What undoing the import does, as JSON: written down before anything is undone.
ALTER TABLE imports ADD COLUMN undo TEXT;
ALTER TABLE imports ADD COLUMN undone_at INTEGER;
