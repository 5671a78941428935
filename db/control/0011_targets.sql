-- Targets: every version that was ever saved, with who, when and why. Only ever added to.
CREATE TABLE targets (
  target TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- first and last day of the period, in the target's business time
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  -- first day on which this version is what is judged by
  effective TEXT NOT NULL,
  -- JSON: the target as it was saved
  body TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  why TEXT NOT NULL,
  -- 1: this version takes the target back
  withdrawn INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (target, version)
);
CREATE TRIGGER targets_stay BEFORE UPDATE ON targets
BEGIN SELECT RAISE(ABORT, 'what was saved never changes'); END;
