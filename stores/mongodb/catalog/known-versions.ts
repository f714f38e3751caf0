import { LRUCache } from 'lru-cache';
import { type ChangeVersion, changeVersion, type ProductId } from '../../../schema/ids.ts';

/** Ids whose versions are kept at hand; about 200 bytes each. */
const IDS_MAX = 10_000;

/**
 * Versions of records as this process learned them. A document cannot hold the time of its own commit, so whoever has neither written
 * nor read the change knows only that its state is no older than when it was entered.
 */
export interface KnownVersions {
  /**
   * The version of a state, as well as it is known.
   * @param entered - When the state was entered, as its document says; 0 for a plain document, which does not.
   */
  of(id: ProductId, entered: ChangeVersion): ChangeVersion;
  /** From a commit of this process: at most a little late, where the answer to it was lost and asked for again. */
  committed(id: ProductId, version: ChangeVersion): void;
  /** From the feed, which tells it exactly. */
  told(id: ProductId, entered: ChangeVersion, version: ChangeVersion): void;
}

interface Known {
  readonly committed: ChangeVersion;
  readonly told: { readonly entered: ChangeVersion; readonly version: ChangeVersion } | null;
}

const NOTHING: Known = { committed: changeVersion(0), told: null };

export function createKnownVersions(): KnownVersions {
  const versions = new LRUCache<ProductId, Known>({ max: IDS_MAX });
  return {
    of(id, entered) {
      const { committed, told } = versions.get(id) ?? NOTHING;
      if (told?.entered === entered) return told.version;
      return committed > entered ? committed : entered;
    },
    committed(id, version) {
      versions.set(id, { ...(versions.get(id) ?? NOTHING), committed: version });
    },
    told(id, entered, version) {
      const known = versions.get(id) ?? NOTHING;
      // An old change may be read again at any time.
      if (known.told === null || version > known.told.version) versions.set(id, { ...known, told: { entered, version } });
    },
  };
}
