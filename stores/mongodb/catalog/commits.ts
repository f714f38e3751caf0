import type { ClientSession } from 'mongodb';
import { AppError } from '../../../schema/errors.ts';
import type { ChangeVersion, ProductId } from '../../../schema/ids.ts';
import { versionOf } from '../cluster-version.ts';
import type { Horizon } from '../feed/horizon.ts';
import type { KnownVersions } from './known-versions.ts';

/** Learns from a transaction that was committed which version its changes have: the time of its commit, in the feed as here. */
export interface Commits {
  /** @returns that version. */
  note(session: ClientSession, ids: Iterable<ProductId>): ChangeVersion;
}

export function createCommits({ versions, named }: { readonly versions: KnownVersions; readonly named: Horizon }): Commits {
  return {
    note({ operationTime }, ids) {
      if (operationTime === undefined) throw new AppError('INVARIANT_BROKEN', 'Expected the time of a commit, got an answer without it.');
      const version = versionOf(operationTime);
      for (const id of ids) versions.learn(id, version);
      named.reach(version);
      return version;
    },
  };
}
