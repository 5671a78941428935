-- Conversions of persons whose data was erased: count, value, time and channel stay, nothing tells whose they were. They
-- are no longer what raw data says, so that counting neither makes them nor takes them back.
ALTER TABLE ledger ADD COLUMN IF NOT EXISTS erased UInt8 DEFAULT 0;

-- Scratch of one erasure: what is the person's, by kind. In memory alone, so that neither this table nor the text of a
-- mutation, which the engine keeps, holds an identifier.
CREATE TABLE erasing
(
    kind LowCardinality(String),
    value String
)
ENGINE = Memory;
