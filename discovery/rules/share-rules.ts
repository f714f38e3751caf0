import type { MerchandisingStore } from '../../stores/ports/merchandising-store.ts';
import type { Notices } from '../../stores/ports/notices.ts';
import type { VersionedStore } from '../../stores/ports/versioned-store.ts';

export interface ShareRulesOptions {
  readonly store: MerchandisingStore;
  readonly notices: Notices;
}

/**
 * The store, whose every change is told to the other processes, and whose audit log wakes those who wait for an entry as soon
 * as one of them tells of a change. A word that is lost costs the time until the log is looked at anyway.
 */
export async function shareRules({ store, notices }: ShareRulesOptions): Promise<MerchandisingStore & AsyncDisposable> {
  const waiting = new Set<AbortController>();
  const listening = await notices.listen('rules', () => {
    for (const waiter of waiting) waiter.abort();
  });
  const announce = (): void => {
    notices.publish('rules', '').catch(() => {});
  };
  return {
    rules: announced(store.rules, announce),
    synonyms: announced(store.synonyms, announce),
    audit: {
      ...store.audit,
      async waitForEntry(position, timeoutMs, signal) {
        const waiter = new AbortController();
        waiting.add(waiter);
        try {
          await store.audit.waitForEntry(position, timeoutMs, AbortSignal.any([waiter.signal, ...(signal ? [signal] : [])]));
        } finally {
          waiting.delete(waiter);
        }
      },
    },
    [Symbol.asyncDispose]: () => Promise.resolve(listening[Symbol.asyncDispose]()),
  };
}

/** Announces what was written once it is. */
function announced<Id extends string, Content>(store: VersionedStore<Id, Content>, announce: () => void): VersionedStore<Id, Content> {
  const then = async <T>(change: Promise<T>): Promise<T> => {
    const result = await change;
    announce();
    return result;
  };
  return {
    ...store,
    create: (...args) => then(store.create(...args)),
    replace: (...args) => then(store.replace(...args)),
    revert: (...args) => then(store.revert(...args)),
    remove: (...args) => then(store.remove(...args)),
  };
}
