-- What counting made of it. All of this can be made again from 0001. Rows are looked up by key a few at a time, which
-- reads whole granules: so these are small.

-- Visits: 30 minutes of silence end one. id = hash of visitor and start.
CREATE TABLE sessions
(
    visitor_id String CODEC(ZSTD(1)),
    id String CODEC(ZSTD(1)),
    start DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    end DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    user_id String CODEC(ZSTD(1)),
    source LowCardinality(String),
    events UInt32,
    pages UInt32,
    channel LowCardinality(String),
    campaign LowCardinality(String),
    ad LowCardinality(String),
    landing_page String CODEC(ZSTD(1)),
    referrer_host LowCardinality(String),
    -- the visit began with a click on an ad (click id or paid medium)
    paid UInt8,
    device LowCardinality(String),
    country LowCardinality(String),
    revision UInt64,
    is_deleted UInt8 DEFAULT 0
)
ENGINE = ReplacingMergeTree(revision, is_deleted)
PARTITION BY toYYYYMM(start)
ORDER BY (visitor_id, start, id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000,
    fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1;

-- Scratch of one counting round: visitors with new events, and the span of time to look at again.
CREATE TABLE touched_visitors
(
    visitor_id String,
    lo DateTime64(3, 'UTC'),
    hi DateTime64(3, 'UTC')
)
ENGINE = Memory;

-- Two identifiers seen on one record, in both directions. An identifier is `kind:value`
-- (visitor, user, email, phone, lead, order, payment, deal, event).
CREATE TABLE links
(
    a String,
    b String,
    first_seen SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    known_from SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    known_to SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY (a, b)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000,
    fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1;

-- One row for each record that a point's rule matched, and what became of it.
CREATE TABLE sightings
(
    -- hash of the point's counting rule
    definition String,
    -- one of the sighting's identifiers; the others are linked to it
    home String,
    id String,
    -- event | session | lead | deal | order
    kind LowCardinality(String),
    source LowCardinality(String),
    -- id of the record within its source
    record_id String,
    time DateTime64(3, 'UTC'),
    visitor_id String,
    user_id String,
    match_keys Map(LowCardinality(String), String),
    lead_id String,
    order_id String,
    payment_id String,
    deal_id String,
    value Nullable(Decimal(18, 6)),
    currency LowCardinality(String),
    -- the record's own; empty when it carries none
    channel LowCardinality(String),
    campaign LowCardinality(String),
    ad String,
    landing_page String,
    attributes Map(LowCardinality(String), String),
    -- counted | duplicate | not_counted
    outcome LowCardinality(String),
    -- which rule decided, e.g. `same order`, `same person within 30m`, `once per person`
    reason String,
    -- the conversion it belongs to
    conversion_id String,
    revision UInt64,
    is_deleted UInt8 DEFAULT 0
)
ENGINE = ReplacingMergeTree(revision, is_deleted)
ORDER BY (home, definition, id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000,
    fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1;

-- The ledger: one row for each conversion and each state it was known in.
-- Current rows have known_to = 2299-12-31; as known on a day: known_from <= day < known_to.
CREATE TABLE ledger
(
    definition String,
    conversion_id String,
    known_from DateTime64(3, 'UTC'),
    known_to DateTime64(3, 'UTC') DEFAULT toDateTime64('2299-12-31 00:00:00', 3, 'UTC'),
    revision UInt64,
    -- when it happened: its earliest sighting
    time DateTime64(3, 'UTC'),
    person String,
    visitor_id String,
    order_id String,
    payment_id String,
    deal_id String,
    lead_id String,
    value Nullable(Decimal(18, 6)),
    currency LowCardinality(String),
    channel LowCardinality(String),
    campaign LowCardinality(String),
    ad String,
    landing_page String,
    -- the visit or lead it is credited to: its time, and the session's id where there is one
    credited_at Nullable(DateTime64(3, 'UTC')),
    session_id String,
    -- credited to an ad click
    paid UInt8,
    device LowCardinality(String),
    country LowCardinality(String),
    attributes Map(LowCardinality(String), String),
    sources Array(LowCardinality(String)),
    sightings UInt32
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (definition, conversion_id, known_from)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000,
    fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1;

-- Ids that a conversion was once known by, so that what was sent under them can be retracted.
CREATE TABLE conversion_aliases
(
    definition String,
    alias String,
    conversion_id String,
    since DateTime64(3, 'UTC'),
    revision UInt64
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (definition, alias)
SETTINGS non_replicated_deduplication_window = 1000,
    fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1;
