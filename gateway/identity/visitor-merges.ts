import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { AppError } from '../../schema/errors.ts';
import type { ShopperId } from '../../schema/ids.ts';
import { type Identity, shopperOf } from '../../schema/identity.ts';

/** Makes what is known of a visitor the user's, once; a visitor merged before, with whomever, changes nothing. */
export type MergeVisitor = (visitor: ShopperId, user: ShopperId, signal: AbortSignal) => Promise<unknown>;

export interface VisitorMergesOptions {
  readonly merge: MergeVisitor;
  /** Longest wait of a request for its merge, milliseconds. */
  readonly deadlineMs: number;
  /** Time after a failed merge in which none is tried, so that a store that hangs costs its deadline once. */
  readonly coolDownMs: number;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn'>;
}

/** Visitors remembered as merged; one forgotten costs a look-up. */
const REMEMBERED_MAX = 100_000;

/**
 * Merges the visitor of a request that carries both a token and a visitor id, before anything of the request is answered, so
 * that the very same request sees what the visitor did. Resolves at once for all later requests. A merge that fails is told
 * to the log and tried again with a later request; the one at hand is answered without.
 */
export function createVisitorMerges({ merge, deadlineMs, coolDownMs, now, log }: VisitorMergesOptions): (identity: Identity) => Promise<void> {
  const merged = new LRUCache<ShopperId, true>({ max: REMEMBERED_MAX });
  const underWay = new Map<ShopperId, Promise<void>>();
  let restUntilMs = 0;

  const attempt = async (visitor: ShopperId, user: ShopperId): Promise<void> => {
    try {
      // Not the request's signal: others of the same visitor may wait for it too.
      await inTime((signal) => merge(visitor, user, signal), deadlineMs);
      merged.set(visitor, true);
    } catch (error) {
      restUntilMs = now() + coolDownMs;
      log.warn({ err: error }, 'A visitor could not be merged at sign-in; it is tried again later.');
    } finally {
      underWay.delete(visitor);
    }
  };

  return async (identity) => {
    if (identity.userId === null || identity.visitorId === null) return;
    const user = shopperOf(identity)!;
    const visitor = shopperOf({ ...identity, userId: null })!;
    if (merged.has(visitor)) return;
    const shared = underWay.get(visitor);
    if (shared !== undefined) return shared;
    if (now() < restUntilMs) return;
    const work = attempt(visitor, user);
    underWay.set(visitor, work);
    await work;
  };
}

/** Settles with `work`, or rejects at the deadline even where `work` ignores its signal. */
async function inTime(work: (signal: AbortSignal) => Promise<unknown>, deadlineMs: number): Promise<void> {
  const controller = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const reason = new AppError('USER_STORE_UNAVAILABLE', `Expected the visitor merged in ${deadlineMs} ms.`);
    controller.abort(reason);
    late.reject(reason);
  }, deadlineMs);
  try {
    await Promise.race([work(controller.signal), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
