-- Events that were taken out because their import was undone: what counting needs to look again at everything
-- that they could have influenced. `batch` is the undo's.
CREATE TABLE taken_events
(
    batch UInt64,
    source LowCardinality(String),
    id String,
    time DateTime64(3, 'UTC'),
    visitor_id String,
    user_id String,
    match_keys Map(LowCardinality(String), String),
    order_id String,
    payment_id String,
    deal_id String
)
ENGINE = MergeTree
ORDER BY batch
SETTINGS non_replicated_deduplication_window = 1000,
    fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1;
