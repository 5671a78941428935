-- Reports that were made and kept, and when reports are made by themselves.
CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  period TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  -- last day that is counted in it
  as_of TEXT NOT NULL,
  language TEXT NOT NULL,
  -- the day as of which it was made again; null: as known when it was made
  known_on TEXT,
  headline TEXT NOT NULL,
  document TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- which schedule made it, and for which hour
  schedule TEXT,
  due INTEGER,
  -- to whom it went: JSON
  sent TEXT NOT NULL,
  UNIQUE (schedule, due)
) STRICT;

CREATE TABLE report_schedules (
  id TEXT PRIMARY KEY,
  period TEXT NOT NULL,
  -- weekday, 1 is Monday; or day of the month
  "on" INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  language TEXT NOT NULL,
  recipients TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
