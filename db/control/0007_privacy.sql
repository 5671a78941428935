-- Persons whose data was erased: what was done and what it changed, but not whom it concerned.
CREATE TABLE erasures (
  id TEXT PRIMARY KEY,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- running: steps are left · clearing: the engine still holds old copies on its disk · done
  state TEXT NOT NULL,
  ended_at INTEGER,
  -- JSON: kinds of identifier by which the person was named
  asked TEXT NOT NULL,
  -- JSON: how many rows of which kind went, and how many conversions stay without a person
  result TEXT NOT NULL,
  -- JSON: identifiers and what is to be done, so that it can be finished after a crash; emptied at the end
  work TEXT NOT NULL
);

-- Keyed hashes of erased persons' identifiers: what carries one is not taken again. The key is a file of its own.
CREATE TABLE tombstones (
  hash TEXT PRIMARY KEY
) WITHOUT ROWID;

-- Days that data of a kind is kept; no row means for ever.
CREATE TABLE retention (
  kind TEXT PRIMARY KEY,
  days INTEGER NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- when it was last applied, and how many rows went then
  applied_at INTEGER,
  removed INTEGER
);
