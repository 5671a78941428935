-- Scratch of counting a whole definition: which part of it a hashed identifier, sighting or conversion belongs to.
CREATE TABLE counting_parts
(
    definition LowCardinality(String),
    key UInt64,
    part UInt32
)
ENGINE = Memory;
