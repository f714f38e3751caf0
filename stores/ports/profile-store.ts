import type { ShopperId } from '../../schema/ids.ts';

/** What a shopper chose; the defaults hold where nothing is stored. */
export interface Profile {
  /** True by default. False: nothing of the shopper is read for ranking. */
  readonly personalization: boolean;
  /** BCP 47 tag; null where none was chosen. */
  readonly locale: string | null;
}

export const DEFAULT_PROFILE: Profile = { personalization: true, locale: null };

/** What shoppers chose. Merging and erasing are in `ShopperRecords`; errors and durability as in `EventStore`. */
export interface ProfileStore {
  /** The defaults for an unknown shopper. */
  profile(shopper: ShopperId, signal?: AbortSignal): Promise<Profile>;

  /** Changes the fields given; a locale of null is no choice any more. @returns the whole profile after it. */
  updateProfile(shopper: ShopperId, change: Partial<Profile>, signal?: AbortSignal): Promise<Profile>;
}
