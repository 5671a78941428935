-- Keys of maps as plain text: a dictionary for the few keys that a row has cost two thirds of inserting an event.
ALTER TABLE events
    MODIFY COLUMN match_keys Map(String, String),
    MODIFY COLUMN click_ids Map(String, String),
    MODIFY COLUMN consent Map(String, String),
    MODIFY COLUMN experiment Map(String, String);
ALTER TABLE taken_events MODIFY COLUMN match_keys Map(String, String);
ALTER TABLE records MODIFY COLUMN match_keys Map(String, String), MODIFY COLUMN attributes Map(String, String);
ALTER TABLE spend MODIFY COLUMN attributes Map(String, String);
ALTER TABLE figures MODIFY COLUMN attributes Map(String, String);
ALTER TABLE staged_records MODIFY COLUMN match_keys Map(String, String), MODIFY COLUMN attributes Map(String, String);
ALTER TABLE staged_spend MODIFY COLUMN attributes Map(String, String);
ALTER TABLE sightings MODIFY COLUMN match_keys Map(String, String), MODIFY COLUMN attributes Map(String, String);
ALTER TABLE ledger MODIFY COLUMN attributes Map(String, String);
