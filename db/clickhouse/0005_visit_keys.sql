-- Numbers for visitors and visits: grouping and joining millions of visits by them takes a third of the time that
-- the texts take. Equal texts have equal numbers; two texts of ten million share one with a chance of 3 in a million.
ALTER TABLE sessions ADD COLUMN IF NOT EXISTS visitor_key UInt64 MATERIALIZED cityHash64(visitor_id);
ALTER TABLE sessions ADD COLUMN IF NOT EXISTS visit_key UInt64 MATERIALIZED cityHash64(id);
ALTER TABLE ledger ADD COLUMN IF NOT EXISTS visit_key UInt64 MATERIALIZED cityHash64(session_id);
