-- When the last of a conversion's sightings was: with `time` it tells which conversions lie on both sides of a change
-- of definition, without reading sightings.
ALTER TABLE ledger ADD COLUMN IF NOT EXISTS last_time DateTime64(3, 'UTC') DEFAULT time;
