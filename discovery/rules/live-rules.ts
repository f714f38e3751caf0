import { setTimeout as sleep } from 'node:timers/promises';
import type { RuleId, SynonymId } from '../../schema/ids.ts';
import type { AuditEntry, AuditPosition } from '../../stores/ports/audit-log.ts';
import type { MerchandisingStore } from '../../stores/ports/merchandising-store.ts';
import type { Rule } from '../../stores/ports/rule.ts';
import type { Synonym } from '../../stores/ports/synonym.ts';
import { VERSIONED_SCAN_MAX, type Versioned, type VersionedStore } from '../../stores/ports/versioned-store.ts';
import { abortable } from '../../schema/abortable.ts';
import { RULES_FROM_MEMORY } from '../degradations.ts';
import type { DiscoveryLog } from '../discovery-log.ts';
import type { Degradation } from '../search-types.ts';
import { createSynonymIndex, type SynonymIndex } from '../synonyms/synonym-index.ts';
import { createRuleBook, type RuleBook } from './rule-book.ts';

/** Rules and synonyms as this process knows them. Read, never changed, by those who are given it. */
export interface RulesNow {
  readonly book: RuleBook;
  readonly expand: SynonymIndex['expand'];
  /** All that are not deleted, whatever their status. */
  readonly rules: ReadonlyMap<RuleId, Rule>;
  readonly synonyms: ReadonlyMap<SynonymId, Synonym>;
  /** Not empty while the store cannot be read. */
  readonly degradations: readonly Degradation[];
}

/**
 * A copy of all rules and synonyms in memory, kept in step by following the audit log: a change is in it within a second,
 * whichever process made it, and it answers while the store is away.
 */
export interface LiveRules extends AsyncDisposable {
  /** Waits for the first attempt to load, then never. Rejects only with the signal's reason. */
  read(signal: AbortSignal): Promise<RulesNow>;
  /** Resolved: all that was written before the call is in what `read` gives. Rejects as the store does. */
  refresh(): Promise<void>;
}

export interface LiveRulesOptions {
  readonly store: MerchandisingStore;
  readonly log: DiscoveryLog;
}

/** How long one wait for a change lasts at most, milliseconds. */
const WAIT_MS = 30_000;
/** Pause after a failure, milliseconds. */
const RETRY_MS = 500;

/** Starts to follow at once; disposing of it ends that. */
export function followRules({ store, log }: LiveRulesOptions): LiveRules {
  const rules = new Map<RuleId, Rule>();
  const synonyms = new Map<SynonymId, Synonym>();
  /** Of every entry ever seen, deleted ones too: an older state never comes after a newer one. */
  const versions = new Map<string, number>();
  const book = createRuleBook();
  const synonymIndex = createSynonymIndex();
  const stop = new AbortController();
  let position: AuditPosition | null = null;
  let away = false;

  function apply({ subject, subjectId, version, after, actor, atMs }: AuditEntry): void {
    const key = `${subject} ${subjectId}`;
    if ((versions.get(key) ?? 0) >= version) return;
    versions.set(key, version);
    const stamp = { version, updatedBy: actor, updatedAtMs: atMs };
    if (subject === 'RULE') {
      if (after === null) {
        rules.delete(subjectId);
        book.remove(subjectId);
      } else {
        keepRule({ ...stamp, id: subjectId, content: after });
      }
    } else if (after === null) {
      synonyms.delete(subjectId);
      synonymIndex.remove(subjectId);
    } else {
      keepSynonym({ ...stamp, id: subjectId, content: after });
    }
  }

  function keepRule(rule: Rule): void {
    versions.set(`RULE ${rule.id}`, rule.version);
    rules.set(rule.id, rule);
    if (rule.content.status === 'ACTIVE') book.put(rule);
    else book.remove(rule.id);
  }

  function keepSynonym(synonym: Synonym): void {
    versions.set(`SYNONYM ${synonym.id}`, synonym.version);
    synonyms.set(synonym.id, synonym);
    synonymIndex.put(synonym);
  }

  async function pull(): Promise<void> {
    if (position === null) {
      // What is changed during the scan comes again with the log, and is then known by its version.
      const head = await store.audit.head();
      for await (const rule of scanAll(store.rules)) keepRule(rule);
      for await (const synonym of scanAll(store.synonyms)) keepSynonym(synonym);
      position = head;
    }
    for (;;) {
      const entries = await store.audit.entriesAfter(position, VERSIONED_SCAN_MAX);
      for (const entry of entries) apply(entry);
      position = entries.at(-1)?.position ?? position;
      if (entries.length < VERSIONED_SCAN_MAX) return;
    }
  }

  /** Told once for each time that the store is away. */
  function notice(error: unknown): void {
    if (!away && !stop.signal.aborted) log.warn({ error }, 'The rules cannot be read; the last ones known apply.');
    away = true;
  }

  // One after the other: a refresh must not be answered by a pull that began before it.
  let last: Promise<void> = Promise.resolve();
  function refresh(): Promise<void> {
    const mine = last.then(pull);
    last = mine.then(() => void (away = false), notice);
    return mine;
  }

  async function follow(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await refresh();
        await store.audit.waitForEntry(position!, WAIT_MS, stop.signal);
      } catch (error) {
        if (stop.signal.aborted) return;
        notice(error);
        await sleep(RETRY_MS, null, { signal: stop.signal }).catch(() => {});
      }
    }
  }

  const following = follow();
  const first = last;
  const now: RulesNow = {
    book,
    expand: (text, locale) => synonymIndex.expand(text, locale),
    rules,
    synonyms,
    get degradations() {
      return away ? [RULES_FROM_MEMORY] : [];
    },
  };

  return {
    async read(signal) {
      await abortable(first, signal);
      return now;
    },
    refresh,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await following;
    },
  };
}

async function* scanAll<Id extends string, Content>(store: VersionedStore<Id, Content>): AsyncGenerator<Versioned<Id, Content>> {
  let after: Id | null = null;
  for (;;) {
    const page: readonly Versioned<Id, Content>[] = await store.scan(after, VERSIONED_SCAN_MAX);
    yield* page;
    after = page.at(-1)?.id ?? null;
    if (page.length < VERSIONED_SCAN_MAX) return;
  }
}
