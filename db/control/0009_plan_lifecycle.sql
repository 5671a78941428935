-- The life of a plan: drafts, what happened to each version with who, when and why, and who speaks for a department.

-- the plan as it was given, comments and all; null where it was proposed before this was kept
ALTER TABLE plans ADD COLUMN text TEXT;
CREATE TRIGGER plans_agreed_stay BEFORE UPDATE OF plan, text, effective, agreed_at ON plans WHEN OLD.agreed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what is agreed never changes'); END;

CREATE TABLE plan_drafts (
  id TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  -- rises with each save; whoever saves over an older one is told
  revision INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  -- the version that it became
  version INTEGER,
  discarded_at INTEGER
);

-- Only ever added to: comments stand here too.
CREATE TABLE plan_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL,
  -- proposed | commented | agreed | withdrawn | overtaken
  what TEXT NOT NULL,
  department TEXT NOT NULL DEFAULT '',
  -- the comment, or why
  text TEXT NOT NULL DEFAULT '',
  by TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX plan_log_version ON plan_log (version, id);
CREATE TRIGGER plan_log_stays BEFORE UPDATE ON plan_log
BEGIN SELECT RAISE(ABORT, 'what happened never changes'); END;
INSERT INTO plan_log (version, what, by, at) SELECT version, 'proposed', proposed_by, proposed_at FROM plans ORDER BY version;
INSERT INTO plan_log (version, what, department, by, at) SELECT version, 'agreed', department, by, at FROM plan_agreements ORDER BY at;

-- JSON: departments that the user may agree for
ALTER TABLE users ADD COLUMN departments TEXT NOT NULL DEFAULT '[]';

-- 1: nobody proposed it; it is counted beside the others for whoever looks at a draft
ALTER TABLE definitions ADD COLUMN preview INTEGER NOT NULL DEFAULT 0;
-- when a question or a preview asked for it last; what no plan names is dropped after a while
ALTER TABLE definitions ADD COLUMN wanted_at INTEGER NOT NULL DEFAULT 0;
