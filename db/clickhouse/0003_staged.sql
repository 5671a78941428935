-- Rows of imports under way, sorted by the key of the fact they state, so that they can be compared with what
-- is known range by range, however large the file. Emptied when an import ends; nothing here needs to survive.

CREATE TABLE staged_records
(
    import_id LowCardinality(String),
    row UInt64,
    key String,
    -- what a fact says, beside its key: two rows with equal content state the same
    content String DEFAULT lower(hex(sipHash128(time, stage, lead_id, order_id, payment_id, visitor_id, user_id, match_keys,
        ifNull(toString(value), ''), currency, channel, campaign, ad, landing_page, attributes))),
    id String,
    time DateTime64(3, 'UTC'),
    lead_id String,
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
    attributes Map(LowCardinality(String), String)
)
ENGINE = MergeTree
PARTITION BY import_id
ORDER BY (key, row);

CREATE TABLE staged_spend
(
    import_id LowCardinality(String),
    row UInt64,
    key String,
    content String DEFAULT lower(hex(sipHash128(channel, impressions, clicks, cost, currency, attributes))),
    platform LowCardinality(String),
    account LowCardinality(String),
    channel LowCardinality(String),
    campaign LowCardinality(String),
    ad_group String,
    ad String,
    label String,
    period_start Date,
    period_end Date,
    impressions UInt64,
    clicks UInt64,
    cost Decimal(18, 6),
    currency LowCardinality(String),
    attributes Map(LowCardinality(String), String),
    -- what the platform says it converted: point, conversions, value
    figures Array(Tuple(LowCardinality(String), Decimal(18, 6), Decimal(18, 6))),
    -- the row as it stood in the file, should it have to be given back
    record String CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY import_id
ORDER BY (key, row);
