-- Where an event came from ('page': with a browser key; '' is a server or a file, which are never judged), and what
-- speaks against it when it arrives.
ALTER TABLE events ADD COLUMN IF NOT EXISTS sent_from LowCardinality(String) DEFAULT '';
ALTER TABLE events ADD COLUMN IF NOT EXISTS junk LowCardinality(String) DEFAULT '';
-- Two events that were sent without an id and say the same have the same number; 0 where there is an id.
ALTER TABLE events ADD COLUMN IF NOT EXISTS said_key UInt64 MATERIALIZED if(suspect = 'no_id', cityHash64(source, name, visitor_id, user_id, session_id, match_keys, url, referrer, title, click_ids, order_id, payment_id, deal_id, toString(ifNull(value, 0)), currency, user_agent, properties), 0);
-- Why a visit is left out; '' for people's.
ALTER TABLE sessions ADD COLUMN IF NOT EXISTS junk LowCardinality(String) DEFAULT '';
-- The event's own two, so that a sighting can be judged without the event.
ALTER TABLE sightings ADD COLUMN IF NOT EXISTS sent_from LowCardinality(String) DEFAULT '';
ALTER TABLE sightings ADD COLUMN IF NOT EXISTS junk LowCardinality(String) DEFAULT '';
