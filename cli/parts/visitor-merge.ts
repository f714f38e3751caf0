import type { ShopperTraces } from '../../discovery/index.ts';
import type { MergeVisitor } from '../../gateway/index.ts';
import type { People } from './open-people.ts';

export interface VisitorMergeParts extends Pick<People, 'users' | 'cache'> {
  readonly traces: Pick<ShopperTraces, 'written'>;
}

/** What was just shown to the visitor is written down first, and so merged too; what is cached of them is nobody's any more. */
export function visitorMerge({ users, cache, traces }: VisitorMergeParts): MergeVisitor {
  return async (visitor, user, signal) => {
    await traces.written();
    await users.mergeVisitor(visitor, user, signal);
    await cache.forget(visitor, signal).catch(() => undefined);
  };
}
