-- Erasures that cannot go on: which imports they wait for (JSON: ids), and what broke the last attempt ('': nothing did).
ALTER TABLE erasures ADD COLUMN waits_for TEXT NOT NULL DEFAULT '[]';
ALTER TABLE erasures ADD COLUMN failure TEXT NOT NULL DEFAULT '';
