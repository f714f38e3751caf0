import type { Document } from 'mongodb';
import type { ProductId } from '../../../schema/ids.ts';
import type { Change } from '../../ports/change-feed.ts';
import type { CatalogCollections } from '../catalog/catalog-collections.ts';
import type { KnownVersions } from '../catalog/known-versions.ts';
import { enteredVersion, toStoredSource } from '../catalog/source-document.ts';
import { toProductId } from '../catalog/source-ids.ts';
import type { ChangeEvent, PlacedEvent } from './change-event.ts';
import { TOUCHED } from './touch.ts';

export interface ChangeReaderOptions {
  readonly versions: KnownVersions;
  readonly plainMapping: string | null;
}

/** Makes changes of events, in their order. What says nothing of a record is left out. */
export type ChangeReader = (events: readonly PlacedEvent[]) => Promise<readonly Change[]>;

export function createChangeReader({ products }: Pick<CatalogCollections, 'products'>, { versions, plainMapping }: ChangeReaderOptions): ChangeReader {
  /**
   * Records whose events came without: too large for one, or without an image. What stands now may be newer than its event;
   * then the newer event follows, and brings the same. A record that is gone is left out: its delete follows.
   */
  const lookUp = async (events: readonly ChangeEvent[]): Promise<ReadonlyMap<ProductId, Document>> => {
    const ids = events.filter((event) => isPut(event) && event.fullDocument == null).map(({ documentKey }) => documentKey!._id);
    const found = ids.length === 0 ? [] : await products.find({ _id: { $in: ids } }).toArray();
    return new Map(found.map((document) => [toProductId(document._id), document]));
  };

  return async (events) => {
    const lookedUp = await lookUp(events);
    const changes: Change[] = [];
    for (const event of events) {
      const { operationType, documentKey, clusterTime, wallTime, version } = event;
      if (documentKey === undefined) continue;
      const id = toProductId(documentKey._id);
      const document = event.fullDocument ?? lookedUp.get(id);
      if (operationType === 'delete') {
        changes.push({ kind: 'delete', id, version });
      } else if (isPut(event) && document !== undefined && !(TOUCHED in document)) {
        versions.told(id, enteredVersion(document), version);
        const receivedAtMs = wallTime?.getTime() ?? clusterTime.t * 1_000;
        changes.push({ kind: 'put', id, version, source: toStoredSource(document, { version, receivedAtMs, plainMapping }) });
      }
    }
    return changes;
  };
}

function isPut({ operationType }: ChangeEvent): boolean {
  return operationType === 'insert' || operationType === 'update' || operationType === 'replace';
}
