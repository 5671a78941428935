-- What people decided by hand: sightings that are one real action (merge), or two (split). Counting applies them each time.
CREATE TABLE rulings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- merge | split
  kind TEXT NOT NULL,
  -- JSON: ids of sightings on either side
  sightings TEXT NOT NULL,
  others TEXT NOT NULL,
  -- JSON: identifiers that these sightings are filed under
  homes TEXT NOT NULL,
  why TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  undone_by TEXT,
  undone_at INTEGER,
  -- rises with each change; the ledger holds what the counted one says
  revision INTEGER NOT NULL DEFAULT 1,
  counted INTEGER NOT NULL DEFAULT 0
);
