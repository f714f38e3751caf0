/** Schema of `merchandising.db`, version by version; entries are only ever added. */
export const MERCHANDISING_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE entries (
    subject TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- Null: deleted.
    content TEXT,
    updated_by TEXT NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    PRIMARY KEY (subject, id)
  ) STRICT, WITHOUT ROWID;
  -- AUTOINCREMENT: a position is never used again.
  CREATE TABLE audit (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    action TEXT NOT NULL,
    reverted_to INTEGER,
    actor TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    UNIQUE (subject, id, version)
  ) STRICT;
  CREATE INDEX audit_by_id ON audit (id, position);
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  `,
];
