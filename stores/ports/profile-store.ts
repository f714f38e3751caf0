import type { ShopperId } from '../../schema/ids.ts';

/** What a shopper chose; the defaults hold where nothing is stored. */
export interface Profile {
  /** True by default. False: nothing of the shopper is read for ranking. */
  readonly personalization: boolean;
  /** BCP 47 tag. */
  readonly locale: string | null;
}

export const DEFAULT_PROFILE: Profile = { personalization: true, locale: null };

/** What shoppers chose. Errors and durability as in `EventStore`. */
export interface ProfileStore {
  /** The defaults for an unknown shopper. */
  profile(shopper: ShopperId, signal?: AbortSignal): Promise<Profile>;

  /** Changes the fields given. @returns the whole profile after it. */
  updateProfile(shopper: ShopperId, change: Partial<Profile>, signal?: AbortSignal): Promise<Profile>;

  /** Gives the user the visitor's choices where the user has made none; the visitor's are gone afterwards. */
  mergeProfile(visitor: ShopperId, user: ShopperId, signal?: AbortSignal): Promise<void>;

  eraseProfile(shopper: ShopperId, signal?: AbortSignal): Promise<void>;
}
