-- Refunds and cancellations: what takes an action back is a sighting of its own, and changes the state of the row.
-- refund | part refund | cancellation; empty for all that a rule matched.
ALTER TABLE sightings ADD COLUMN IF NOT EXISTS reverses LowCardinality(String);
-- counted | partly_refunded | refunded | cancelled
ALTER TABLE ledger ADD COLUMN IF NOT EXISTS state LowCardinality(String) DEFAULT 'counted';
-- what went back; value is what is left
ALTER TABLE ledger ADD COLUMN IF NOT EXISTS refunded Decimal(18, 6) DEFAULT 0;
