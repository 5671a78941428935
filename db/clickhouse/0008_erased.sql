-- Conversions of persons whose data was erased: count, value, time and channel stay, nothing tells whose they were. They
-- are no longer what raw data says, so that counting neither makes them nor takes them back.
ALTER TABLE ledger ADD COLUMN IF NOT EXISTS erased UInt8 DEFAULT 0;

-- What was deleted leaves the disk when the engine tidies up, by default up to five minutes later. Seconds here.
ALTER TABLE events MODIFY SETTING cleanup_delay_period = 2, cleanup_delay_period_random_add = 1, max_cleanup_delay_period = 10;
ALTER TABLE event_ids MODIFY SETTING cleanup_delay_period = 2, cleanup_delay_period_random_add = 1, max_cleanup_delay_period = 10;
ALTER TABLE taken_events MODIFY SETTING cleanup_delay_period = 2, cleanup_delay_period_random_add = 1, max_cleanup_delay_period = 10;
ALTER TABLE records MODIFY SETTING cleanup_delay_period = 2, cleanup_delay_period_random_add = 1, max_cleanup_delay_period = 10;
ALTER TABLE staged_records MODIFY SETTING cleanup_delay_period = 2, cleanup_delay_period_random_add = 1, max_cleanup_delay_period = 10;
ALTER TABLE sessions MODIFY SETTING cleanup_delay_period = 2, cleanup_delay_period_random_add = 1, max_cleanup_delay_period = 10;
ALTER TABLE links MODIFY SETTING cleanup_delay_period = 2, cleanup_delay_period_random_add = 1, max_cleanup_delay_period = 10;
ALTER TABLE sightings MODIFY SETTING cleanup_delay_period = 2, cleanup_delay_period_random_add = 1, max_cleanup_delay_period = 10;
ALTER TABLE ledger MODIFY SETTING cleanup_delay_period = 2, cleanup_delay_period_random_add = 1, max_cleanup_delay_period = 10;
ALTER TABLE conversion_aliases MODIFY SETTING cleanup_delay_period = 2, cleanup_delay_period_random_add = 1, max_cleanup_delay_period = 10;

-- Scratch of one erasure: what is the person's, by kind. In memory alone, so that neither this table nor the text of a
-- mutation, which the engine keeps, holds an identifier.
CREATE TABLE erasing
(
    kind LowCardinality(String),
    value String
)
ENGINE = Memory;
