/** Schema of `catalog.db`, version by version; entries are only ever added. */
export const CATALOG_MIGRATIONS: readonly string[] = [
  `
  -- AUTOINCREMENT: a position is never used again, not even after the last rows were compacted away.
  CREATE TABLE change_log (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('put', 'delete')),
    at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE log_bounds (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    -- Changes up to here are no longer in the log.
    compacted_to INTEGER NOT NULL
  ) STRICT;
  INSERT INTO log_bounds VALUES (1, 0);
  CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    mapping TEXT,
    record TEXT NOT NULL,
    origin_file TEXT,
    origin_line INTEGER,
    received_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE mappings (name TEXT PRIMARY KEY, mapping TEXT NOT NULL) STRICT;
  CREATE TABLE products (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    -- Null: a tombstone, so that an older put does not revive the product.
    product TEXT
  ) STRICT;
  CREATE TABLE categories (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent_id TEXT,
    product_count INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX categories_by_parent ON categories (parent_id);
  CREATE TABLE quarantine (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    issues TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    source TEXT NOT NULL,
    origin_file TEXT,
    origin_line INTEGER
  ) STRICT;
  CREATE INDEX quarantine_by_time ON quarantine (at_ms DESC, id DESC);
  `,
];
