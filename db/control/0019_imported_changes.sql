-- Changes of campaigns that came by file: what kind each is, on which platform, and which import it goes with.
ALTER TABLE campaign_changes ADD COLUMN cause TEXT NOT NULL DEFAULT 'recorded';
ALTER TABLE campaign_changes ADD COLUMN platform TEXT NOT NULL DEFAULT '';
ALTER TABLE campaign_changes ADD COLUMN import_id TEXT;
CREATE INDEX changes_by_import ON campaign_changes (import_id) WHERE import_id IS NOT NULL;
