import { type ChangeVersion, changeVersion } from '../../../schema/ids.ts';

/** The latest of some versions: whoever reads must come at least as far. */
export interface Horizon {
  /** 0 before any. */
  readonly version: ChangeVersion;
  /** Moves it up to the version, never down. */
  reach(version: ChangeVersion): void;
}

export function createHorizon(): Horizon {
  let version = changeVersion(0);
  return {
    get version() {
      return version;
    },
    reach(reached) {
      if (reached > version) version = reached;
    },
  };
}
