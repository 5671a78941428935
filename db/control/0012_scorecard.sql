-- What the scorecard knows beside targets: changes of campaigns that somebody recorded, and exchange rates by day.
CREATE TABLE campaign_changes (
  id TEXT PRIMARY KEY,
  campaign TEXT NOT NULL,
  day TEXT NOT NULL,
  what TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  removed_at INTEGER
);

-- One unit of `currency` is `rate` units of `into`.
CREATE TABLE exchange_rates (
  day TEXT NOT NULL,
  currency TEXT NOT NULL,
  "into" TEXT NOT NULL,
  rate REAL NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (currency, "into", day)
);
