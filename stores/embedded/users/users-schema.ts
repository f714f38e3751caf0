/** Schema of `users.db`, version by version; entries are only ever added. */
export const USERS_MIGRATIONS: readonly string[] = [
  `
  -- Whoever has a sequence; the short key stands for the shopper in each event.
  CREATE TABLE shoppers (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    shopper TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL
  ) STRICT;
  -- The last position given to any shopper. One counter for all, so that no trace of an erased shopper is needed to keep
  -- their positions from coming back.
  CREATE TABLE last_position (only INTEGER PRIMARY KEY CHECK (only = 1), position INTEGER NOT NULL) STRICT;
  INSERT INTO last_position VALUES (1, 0);

  -- AUTOINCREMENT: a place is never used again, not even after the last rows were erased.
  CREATE TABLE events (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    shopper INTEGER NOT NULL REFERENCES shoppers (key),
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    product_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    recorded_at_ms INTEGER NOT NULL,
    list_id TEXT,
    list_position INTEGER,
    quantity INTEGER,
    price_amount INTEGER,
    price_currency TEXT
  ) STRICT;
  CREATE UNIQUE INDEX events_by_id ON events (shopper, id);
  -- With the row number that every index has: a shopper's events in the order recorded.
  CREATE INDEX events_by_shopper ON events (shopper);
  CREATE INDEX steps_by_time ON events (shopper, at_ms, place) WHERE type <> 'IMPRESSION';
  CREATE INDEX hidden_products ON events (shopper, product_id, at_ms) WHERE type = 'HIDE';
  CREATE INDEX purchased_products ON events (shopper, product_id, at_ms) WHERE type = 'PURCHASE';

  -- Null: not chosen.
  CREATE TABLE profiles (shopper TEXT PRIMARY KEY, personalization INTEGER, locale TEXT) STRICT;

  CREATE TABLE merged_visitors (visitor TEXT PRIMARY KEY, user TEXT NOT NULL) STRICT;
  CREATE INDEX merged_visitors_by_user ON merged_visitors (user);

  CREATE TABLE served_lists (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    shopper TEXT,
    at_ms INTEGER NOT NULL,
    list TEXT NOT NULL,
    -- Of all items, one after the other, float32.
    features BLOB NOT NULL
  ) STRICT;
  CREATE INDEX served_lists_by_shopper ON served_lists (shopper, place) WHERE shopper IS NOT NULL;
  `,
];
