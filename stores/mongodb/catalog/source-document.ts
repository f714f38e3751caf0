import { type Document, Timestamp } from 'mongodb';
import { type ChangeVersion, changeVersion } from '../../../schema/ids.ts';
import type { JsonObject, SourceOrigin, SourceRecord, StoredSource } from '../../ports/catalog-store.ts';
import { versionOf } from '../cluster-version.ts';
import { fromBson } from './from-bson.ts';
import { type StoredId, toProductId } from './source-ids.ts';
import { fromStoredJson, type StoredJson, toStoredJson } from './stored-json.ts';

/** A document of the products collection as Aisle writes it; any other shape is a plain document of some other tool. */
export interface SourceDocument {
  readonly _id: StoredId;
  readonly record: StoredJson;
  readonly mapping: string | null;
  readonly origin: SourceOrigin | null;
  readonly receivedAt: Date;
  /** The cluster's time just before the write, filled in by the server. */
  readonly enteredAt: Timestamp;
}

/** The server fills in its own time where a document brings this one. */
const NOW = new Timestamp({ t: 0, i: 0 });

export function toSourceDocument({ mapping, record, origin }: SourceRecord, receivedAtMs: number): Omit<SourceDocument, '_id'> {
  return { record: toStoredJson(record), mapping, origin, receivedAt: new Date(receivedAtMs), enteredAt: NOW };
}

export interface ReadAs {
  readonly version: ChangeVersion;
  /** For plain documents, which do not say. Unix epoch, milliseconds. */
  readonly receivedAtMs: number;
  /** Mapping of plain documents; null where they are `ProductInput`s. */
  readonly plainMapping: string | null;
}

export function toStoredSource(document: Document, { version, receivedAtMs, plainMapping }: ReadAs): StoredSource {
  const id = toProductId(document['_id']);
  if (!isOwn(document)) {
    return { id, version, mapping: plainMapping, record: fromBson({ ...document, _id: id }) as JsonObject, origin: null, receivedAtMs };
  }
  const { record, mapping, origin, receivedAt } = document;
  return {
    id,
    version,
    mapping,
    record: fromStoredJson(record) as JsonObject,
    origin: origin === null ? null : { file: origin.file, line: origin.line },
    receivedAtMs: receivedAt.getTime(),
  };
}

/** When the state of a document was entered, which is no later than its change; 0 for a plain document. */
export function enteredVersion(document: Document): ChangeVersion {
  return isOwn(document) ? versionOf(document.enteredAt) : changeVersion(0);
}

function isOwn(document: Document): document is SourceDocument {
  return document['enteredAt'] instanceof Timestamp && document['receivedAt'] instanceof Date && 'mapping' in document && typeof document['record'] === 'object';
}
