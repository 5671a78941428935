-- Whether a visitor's standing visits may begin elsewhere now; otherwise they are only written again, and nothing is taken back.
DROP TABLE IF EXISTS touched_visitors;
CREATE TABLE touched_visitors
(
    visitor_id String,
    lo DateTime64(3, 'UTC'),
    hi DateTime64(3, 'UTC'),
    disturbed UInt8
)
ENGINE = Memory;
