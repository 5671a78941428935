-- What sources told us, kept as it came.
-- Durability: this engine's defaults do not survive power loss, so every table fsyncs parts, part
-- folders and merges. A batch that is sent twice counts once (deduplication token and window).

-- One row an event. Identity is (source, id): the loader drops ids that event_ids already holds;
-- a re-sent event older than that window collapses here, since it has the same sorting key.
CREATE TABLE events
(
    source LowCardinality(String),
    id String CODEC(ZSTD(1)),
    name LowCardinality(String),
    time DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    received_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    -- the load that brought the row; counting reads new rows by it
    batch UInt64 CODEC(DoubleDelta, ZSTD(1)),
    visitor_id String CODEC(ZSTD(1)),
    user_id String CODEC(ZSTD(1)),
    session_id String CODEC(ZSTD(1)),
    -- kind of key (email, phone, fbp…) → hash or browser id
    match_keys Map(LowCardinality(String), String),
    url String CODEC(ZSTD(1)),
    referrer String CODEC(ZSTD(1)),
    title String CODEC(ZSTD(1)),
    utm_source LowCardinality(String),
    utm_medium LowCardinality(String),
    utm_campaign LowCardinality(String),
    utm_term LowCardinality(String),
    utm_content LowCardinality(String),
    click_ids Map(LowCardinality(String), String),
    order_id String CODEC(ZSTD(1)),
    payment_id String CODEC(ZSTD(1)),
    deal_id String CODEC(ZSTD(1)),
    value Nullable(Decimal(18, 6)) CODEC(ZSTD(1)),
    currency LowCardinality(String),
    consent Map(LowCardinality(String), LowCardinality(String)),
    -- truncated
    ip String CODEC(ZSTD(1)),
    user_agent LowCardinality(String),
    country LowCardinality(String),
    -- JSON text, scrubbed of addresses
    properties String CODEC(ZSTD(3)),
    experiment Map(LowCardinality(String), String),
    suspect LowCardinality(String),
    -- lets counting skip what it has counted
    INDEX batch_range batch TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (toDate(time), visitor_id, time, source, id)
SETTINGS non_replicated_deduplication_window = 1000,
    fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1;

-- Which events have been loaded, for thirty days after arrival: a retry is recognised by its id alone,
-- even when the client changed its time. About 9 bytes an event.
CREATE TABLE event_ids
(
    hash UInt64,
    batch UInt64 CODEC(DoubleDelta, ZSTD(1)),
    arrived Date CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(arrived)
ORDER BY hash
TTL arrived + INTERVAL 30 DAY
SETTINGS non_replicated_deduplication_window = 1000,
    fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1;

CREATE MATERIALIZED VIEW event_ids_from_events TO event_ids AS
SELECT cityHash64(source, id) AS hash, batch, toDate(received_at) AS arrived FROM events;

-- Leads, deals and orders from CRMs, shops and files. One row for each state that a record was known in:
-- key names the record (a deal has one for each stage), known_to = 2299-12-31 marks the current row.
CREATE TABLE records
(
    key String,
    content String,
    known_from DateTime64(3, 'UTC'),
    known_to DateTime64(3, 'UTC') DEFAULT toDateTime64('2299-12-31 00:00:00', 3, 'UTC'),
    revision UInt64,
    batch UInt64,
    import_id String,
    -- lead | deal | order
    kind LowCardinality(String),
    source LowCardinality(String),
    id String,
    time DateTime64(3, 'UTC'),
    -- the lead a deal or order came from
    lead_id String,
    -- stage of a deal, status of an order
    stage LowCardinality(String),
    order_id String,
    payment_id String,
    visitor_id String,
    user_id String,
    match_keys Map(LowCardinality(String), String),
    value Nullable(Decimal(18, 6)),
    currency LowCardinality(String),
    channel LowCardinality(String),
    campaign LowCardinality(String),
    ad String,
    landing_page String,
    -- every column of the file that has no field of its own
    attributes Map(LowCardinality(String), String)
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (key, known_from)
SETTINGS non_replicated_deduplication_window = 1000,
    fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1;

-- Money spent: ad reports (with impressions and clicks) and other costs, for a day or a period.
CREATE TABLE spend
(
    key String,
    content String,
    known_from DateTime64(3, 'UTC'),
    known_to DateTime64(3, 'UTC') DEFAULT toDateTime64('2299-12-31 00:00:00', 3, 'UTC'),
    revision UInt64,
    batch UInt64,
    import_id String,
    source LowCardinality(String),
    platform LowCardinality(String),
    account LowCardinality(String),
    channel LowCardinality(String),
    campaign LowCardinality(String),
    ad_group String,
    ad String,
    -- what another cost was for
    label String,
    period_start Date,
    -- inclusive
    period_end Date,
    impressions UInt64,
    clicks UInt64,
    cost Decimal(18, 6),
    currency LowCardinality(String),
    attributes Map(LowCardinality(String), String)
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (key, known_from)
SETTINGS non_replicated_deduplication_window = 1000,
    fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1;

-- Somebody else's totals: what a platform, GA4 or a CRM says it converted, by point.
CREATE TABLE figures
(
    key String,
    content String,
    known_from DateTime64(3, 'UTC'),
    known_to DateTime64(3, 'UTC') DEFAULT toDateTime64('2299-12-31 00:00:00', 3, 'UTC'),
    revision UInt64,
    batch UInt64,
    import_id String,
    source LowCardinality(String),
    platform LowCardinality(String),
    account LowCardinality(String),
    channel LowCardinality(String),
    campaign LowCardinality(String),
    ad_group String,
    ad String,
    point LowCardinality(String),
    period_start Date,
    period_end Date,
    -- platforms report fractions (data-driven attribution)
    conversions Decimal(18, 6),
    value Decimal(18, 6),
    currency LowCardinality(String),
    attributes Map(LowCardinality(String), String)
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (key, known_from)
SETTINGS non_replicated_deduplication_window = 1000,
    fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1;
