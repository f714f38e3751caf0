import type { ChangeVersion } from '../../../schema/ids.ts';
import { changeVersion } from '../../../schema/ids.ts';
import type { FeedToken } from '../../ports/change-feed.ts';
import type { CatalogCollections, FeedDocument } from '../catalog/catalog-collections.ts';
import { historyLost } from './history-lost.ts';
import { toResumeToken, versionAt } from './resume-token.ts';

const ID = 'history';

/** Where the feed's history begins, as all processes know it. */
export interface History {
  /**
   * The place that a reader's token stands for; null is the very beginning.
   * @throws AppError `CHANGE_HISTORY_LOST` where changes after it are not known; `INVARIANT_BROKEN` for what is no token.
   */
  placeOf(after: FeedToken | null): Promise<FeedToken>;
  /** Cluster time of a place; 0 before the first change of a new catalog. */
  versionAt(place: FeedToken): ChangeVersion;
  /** Forgets what was before a place, for all readers. Never moves back. */
  beginAt(place: FeedToken): Promise<void>;
}

/**
 * @param born - For a catalog that has no history yet: a place of now, and whether there was no record by then. Records of
 *   before, in a collection that the shop had already, are in no change: readers begin with a scan.
 */
export async function openHistory({ feed }: Pick<CatalogCollections, 'feed'>, born: () => Promise<Omit<FeedDocument, '_id'>>): Promise<History> {
  let known = (await feed.findOne({ _id: ID })) ?? (await feed.findOneAndUpdate({ _id: ID }, { $setOnInsert: await born() }, { upsert: true, returnDocument: 'after' }))!;

  return {
    async placeOf(after) {
      if (after !== null) toResumeToken(after);
      known = (await feed.findOne({ _id: ID })) ?? known;
      if (after === null && known.complete) return known.begins;
      if (after === null) throw historyLost('The feed does not reach back to the first record of the catalog.');
      if (after < known.begins) throw historyLost('The feed begins after the place asked for.');
      return after;
    },
    versionAt: (place) => (known.complete && place === known.begins ? changeVersion(0) : versionAt(place)),
    async beginAt(place) {
      await feed.updateOne({ _id: ID, begins: { $lt: place } }, { $set: { begins: place, complete: false } });
    },
  };
}
