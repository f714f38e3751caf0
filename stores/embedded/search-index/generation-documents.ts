import { changeVersion, type ProductId, productId } from '../../../schema/ids.ts';
import { packVector, unpackVector } from '../../../search/index.ts';
import { checksumOf } from '../../ports/checksum.ts';
import type { FeedToken } from '../../ports/change-feed.ts';
import type { Product } from '../../ports/product.ts';
import type { Checkpoint, IndexDocument, IndexOperation, ScannedEntry } from '../../ports/search-index.ts';
import type { Database } from '../sqlite/database.ts';
import { openDatabase } from '../sqlite/open-database.ts';
import { idList, prepare } from '../sqlite/statements.ts';

const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    -- Order of writing: what a snapshot does not have yet.
    sequence INTEGER NOT NULL,
    -- Both null: a tombstone.
    checksum TEXT,
    product TEXT
  ) STRICT;
  CREATE INDEX documents_by_sequence ON documents (sequence);
  CREATE TABLE state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    sequence INTEGER NOT NULL,
    checkpoint_token TEXT,
    checkpoint_version INTEGER,
    scanned_to TEXT,
    live INTEGER NOT NULL
  ) STRICT;
  INSERT INTO state VALUES (1, 0, NULL, NULL, NULL, 0);
  `,
  `
  -- Components as signed bytes; see \`packVector\`.
  ALTER TABLE documents ADD COLUMN embedding BLOB;
  -- Encoder of all its embeddings; null: it has none.
  ALTER TABLE state ADD COLUMN embedding_version TEXT;
  `,
  `
  -- What a rebuild said its documents are made with; null: nothing was said.
  ALTER TABLE state ADD COLUMN basis TEXT;
  `,
];

export interface Progress {
  /** Null leaves the stored one as it is. */
  readonly checkpoint: Checkpoint | null;
  /** Null leaves the stored one as it is. */
  readonly scannedTo: ProductId | null;
}

interface DocumentRow {
  readonly id: string;
  readonly version: bigint;
  readonly checksum: string;
  readonly product: string;
  readonly embedding: Uint8Array | null;
}

interface StateRow {
  readonly sequence: bigint;
  readonly checkpoint_token: string | null;
  readonly checkpoint_version: bigint | null;
  readonly scanned_to: string | null;
  readonly live: bigint;
  readonly embedding_version: string | null;
  readonly basis: string | null;
}

export interface GenerationState {
  /** Number of the last write; 0: none yet. */
  readonly sequence: bigint;
  readonly checkpoint: Checkpoint | null;
  readonly scannedTo: ProductId | null;
  readonly live: boolean;
  readonly embeddingVersion: string | null;
  /** What its documents are made with; null where nobody said. */
  readonly basis: string | null;
}

/** The durable form of one generation: its documents, tombstones and checkpoint, in one SQLite file. */
export interface GenerationDocuments extends Disposable {
  /** Applies what is not stale, with the progress, in one transaction; returns what was applied, the last state of each id. */
  apply(operations: readonly IndexOperation[], progress: Progress): readonly IndexOperation[];
  purge(ids: readonly ProductId[]): void;
  byIds(ids: readonly ProductId[]): readonly IndexDocument[];
  scan(after: ProductId | null, limit: number): readonly ScannedEntry[];
  entriesByIds(ids: readonly ProductId[]): readonly ScannedEntry[];
  /** States written after the sequence, in order of writing; 0 gives all. An unreadable document is left out, and said. */
  since(sequence: bigint): Iterable<IndexOperation>;
  count(): number;
  state(): GenerationState;
  markLive(): void;
  /** Says what its documents are made with; ignored where it has some. */
  setBasis(basis: string): void;
}

export interface GenerationDocumentsOptions {
  /** File, or `:memory:`. */
  readonly path: string;
  /** Encoder of the embeddings to come. One that was written to for another keeps its own, and does without these. */
  readonly embeddingVersion: string | null;
  readonly unreadable: (id: ProductId, detail: string) => void;
}

export function openGenerationDocuments({ path, embeddingVersion, unreadable }: GenerationDocumentsOptions): GenerationDocuments {
  const database: Database = openDatabase({ path, migrations: MIGRATIONS, unavailable: 'SEARCH_INDEX_UNAVAILABLE' });
  const stored = prepare<{ version: bigint }>(
    database,
    'SELECT version FROM documents WHERE id = ?',
  );
  const put = prepare(
    database,
    `INSERT INTO documents (id, version, sequence, checksum, product, embedding) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, sequence = excluded.sequence, checksum = excluded.checksum,
       product = excluded.product, embedding = excluded.embedding`,
  );
  const remove = prepare(database, 'DELETE FROM documents WHERE id IN (SELECT value FROM json_each(?))');
  const byIds = prepare<DocumentRow>(
    database,
    'SELECT id, version, checksum, product, embedding FROM documents WHERE product IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
  );
  const scan = prepare<DocumentRow>(
    database,
    'SELECT id, version, checksum, product, embedding FROM documents WHERE product IS NOT NULL AND id > ? ORDER BY id LIMIT ?',
  );
  const since = prepare<{ id: string; version: bigint; sequence: bigint; checksum: string | null; product: string | null; embedding: Uint8Array | null }>(
    database,
    'SELECT id, version, sequence, checksum, product, embedding FROM documents WHERE sequence > ? ORDER BY sequence LIMIT ?',
  );
  const count = prepare<{ count: bigint }>(database, 'SELECT count(*) AS count FROM documents WHERE product IS NOT NULL');
  const state = prepare<StateRow>(database, 'SELECT sequence, checkpoint_token, checkpoint_version, scanned_to, live, embedding_version, basis FROM state');
  const advance = prepare(
    database,
    `UPDATE state SET sequence = ?, checkpoint_token = coalesce(?, checkpoint_token),
       checkpoint_version = coalesce(?, checkpoint_version), scanned_to = coalesce(?, scanned_to)`,
  );
  const markLive = prepare(database, 'UPDATE state SET live = 1');
  const setEmbeddingVersion = prepare(database, 'UPDATE state SET embedding_version = ? WHERE sequence = 0');
  const setBasis = prepare(database, 'UPDATE state SET basis = ? WHERE sequence = 0 AND scanned_to IS NULL');

  database.write(() => setEmbeddingVersion.run(embeddingVersion));
  // Embeddings of another encoder are neither given nor added to.
  const embeds = embeddingVersion !== null && database.read(() => state.get())!.embedding_version === embeddingVersion;
  const toDocument = ({ id, version, checksum, product, embedding }: DocumentRow): IndexDocument => ({
    id: productId(id),
    version: changeVersion(version),
    checksum,
    product: JSON.parse(product) as Product,
    embedding: embeds && embedding !== null ? unpackVector(embedding) : null,
  });
  const toEntry = (row: DocumentRow): ScannedEntry => {
    try {
      const { id, version, checksum, product } = toDocument(row);
      return { kind: 'document', id, version, checksum, actualChecksum: checksumOf(product) };
    } catch (error) {
      return { kind: 'corrupt', id: productId(row.id), detail: (error as Error).message };
    }
  };

  const PAGE = 1_000;
  return {
    apply(operations, { checkpoint, scannedTo }) {
      return database.write(() => {
        const applied = new Map<string, IndexOperation>();
        let { sequence } = state.get()!;
        for (const operation of operations) {
          const [id, version] = operation.kind === 'put' ? [operation.document.id, operation.document.version] : [operation.id, operation.version];
          const before = stored.get(id);
          if (before !== undefined && before.version > version) continue;
          sequence += 1n;
          if (operation.kind === 'put') {
            const { checksum, product, embedding } = operation.document;
            put.run(id, version, sequence, checksum, JSON.stringify(product), embeds && embedding !== null ? packVector(embedding) : null);
          } else {
            put.run(id, version, sequence, null, null, null);
          }
          applied.set(id, operation);
        }
        advance.run(sequence, checkpoint?.token ?? null, checkpoint?.version ?? null, scannedTo);
        return [...applied.values()];
      });
    },

    purge(ids) {
      database.write(() => remove.run(idList(ids)));
    },

    byIds(ids) {
      return database.read(() => byIds.all(idList(ids)).map(toDocument));
    },

    scan(after, limit) {
      return database.read(() => scan.all(after ?? '', limit).map(toEntry));
    },

    entriesByIds(ids) {
      return database.read(() => byIds.all(idList(ids)).map(toEntry));
    },

    *since(sequence) {
      let last = sequence;
      for (;;) {
        const from = last;
        const rows = database.read(() => since.all(from, PAGE));
        for (const row of rows) {
          const { id, version, checksum, product, embedding } = row;
          if (checksum === null || product === null) {
            yield { kind: 'delete', id: productId(id), version: changeVersion(version) };
            continue;
          }
          let document: IndexDocument;
          try {
            document = toDocument({ id, version, checksum, product, embedding });
          } catch (error) {
            unreadable(productId(id), (error as Error).message);
            continue;
          }
          yield { kind: 'put', document };
        }
        if (rows.length < PAGE) return;
        last = rows.at(-1)!.sequence;
      }
    },

    count: () => Number(database.read(() => count.get())!.count),

    state() {
      const { sequence, checkpoint_token, checkpoint_version, scanned_to, live, embedding_version, basis } = database.read(() => state.get())!;
      return {
        sequence,
        checkpoint:
          checkpoint_token === null || checkpoint_version === null
            ? null
            : { token: checkpoint_token as FeedToken, version: changeVersion(checkpoint_version) },
        scannedTo: scanned_to === null ? null : productId(scanned_to),
        live: live === 1n,
        embeddingVersion: embedding_version,
        basis,
      };
    },

    markLive() {
      database.write(() => markLive.run());
    },

    setBasis(basis) {
      database.write(() => setBasis.run(basis));
    },

    [Symbol.dispose]: () => database[Symbol.dispose](),
  };
}
