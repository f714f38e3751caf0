import type { Document, Timestamp } from 'mongodb';
import type { ChangeVersion } from '../../../schema/ids.ts';
import type { FeedToken } from '../../ports/change-feed.ts';
import type { StoredId } from '../catalog/source-ids.ts';
import type { ResumeToken } from './resume-token.ts';

/** An event of a change stream on one collection, with the fields that the feed asks for. */
export interface ChangeEvent {
  readonly _id: ResumeToken;
  /** `insert`, `update`, `replace`, `delete`, or what befell the collection: `drop`, `rename`, `dropDatabase`, `invalidate`. */
  readonly operationType: string;
  readonly clusterTime: Timestamp;
  readonly wallTime?: Date;
  readonly documentKey?: { readonly _id: StoredId };
  /** The post-image; null or absent where the server has none, or none was asked for. */
  readonly fullDocument?: Document | null;
}

/** An event where it stands in the stream. */
export interface PlacedEvent extends ChangeEvent {
  readonly version: ChangeVersion;
  /** The place after it. */
  readonly place: FeedToken;
}

/** What is asked of each event. */
export interface EventShape {
  /** True: with the post-image of what was changed. */
  readonly images: boolean;
  /** Its fields, as a projection. */
  readonly fields: Readonly<Document>;
}

const FIELDS = { operationType: 1, clusterTime: 1, wallTime: 1, documentKey: 1 };

/** An `updateDescription` would double an event, towards the server's bound of 16 MiB, so it is not among them. */
export const WITH_DOCUMENTS: EventShape = { images: true, fields: { ...FIELDS, fullDocument: 1 } };

/** No more than what happened to which record. */
export const WITHOUT_DOCUMENTS: EventShape = { images: false, fields: FIELDS };

/** Likewise, and when the record was received where that was put with it. */
export const WITH_TIMES: EventShape = { images: false, fields: { ...FIELDS, 'fullDocument.receivedAt': 1 } };

/** After these the stream has an end: what the collection held before cannot be told from its changes. */
export function endsHistory({ operationType }: ChangeEvent): boolean {
  return operationType === 'drop' || operationType === 'rename' || operationType === 'dropDatabase' || operationType === 'invalidate';
}
