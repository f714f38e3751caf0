import type { ClientSession } from 'mongodb';
import { AppError } from '../../../schema/errors.ts';
import type { ChangeVersion, ProductId } from '../../../schema/ids.ts';
import { versionOf } from '../cluster-version.ts';
import type { Horizon } from '../feed/horizon.ts';
import type { KnownVersions } from './known-versions.ts';

/** Learns from a transaction that was committed which versions its changes have: the time of its commit, and their order in it. */
export interface Commits {
  /**
   * @param ids - What each change of the transaction left, in their order; null where it left nothing to be known by.
   * @returns the version of the last.
   */
  note(session: ClientSession, ids: readonly (ProductId | null)[]): ChangeVersion;
}

export function createCommits({ versions, named }: { readonly versions: KnownVersions; readonly named: Horizon }): Commits {
  return {
    note({ operationTime }, ids) {
      if (operationTime === undefined) throw new AppError('INVARIANT_BROKEN', 'Expected the time of a commit, got an answer without it.');
      for (const [order, id] of ids.entries()) if (id !== null) versions.committed(id, versionOf(operationTime, order));
      const version = versionOf(operationTime, ids.length - 1);
      named.reach(version);
      return version;
    },
  };
}
