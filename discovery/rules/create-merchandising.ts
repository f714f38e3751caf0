import { AppError } from '../../schema/errors.ts';
import { productId, type RuleId, ruleId, synonymId } from '../../schema/ids.ts';
import { fault } from '../../schema/user-error.ts';
import type { MerchandisingStore } from '../../stores/ports/merchandising-store.ts';
import type { Rule, RuleContent } from '../../stores/ports/rule.ts';
import type { SearchIndex } from '../../stores/ports/search-index.ts';
import type { Synonym } from '../../stores/ports/synonym.ts';
import type { Versioned } from '../../stores/ports/versioned-store.ts';
import { checkText } from '../input/check-text.ts';
import { normalizeQuery } from '../understanding/normalize-query.ts';
import { comparePlaces, placeOfRule } from './compare-rules.ts';
import { LIMITS } from './input/limits.ts';
import { readRuleInput } from './input/read-rule-input.ts';
import { readSynonymInput } from './input/read-synonym-input.ts';
import { keysetPage } from './keyset-page.ts';
import type { LiveRules } from './live-rules.ts';
import type { Edited, Merchandising } from './merchandising.ts';
import { touches } from './touches.ts';

export interface MerchandisingOptions {
  readonly store: MerchandisingStore;
  readonly live: LiveRules;
  readonly index: Pick<SearchIndex, 'documentsByIds'>;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** A new id for a rule or a set of synonyms. */
  readonly newId: () => string;
}

export function createMerchandising({ store, live, index, now, newId }: MerchandisingOptions): Merchandising {
  /** What was written is live in this process before the caller hears of it. */
  async function seen<T>(writing: Promise<T>): Promise<T> {
    const written = await writing;
    // The write stands, whatever becomes of reading it back: the follower goes on trying.
    await live.refresh().catch(() => {});
    return written;
  }

  async function stored(id: RuleId, signal: AbortSignal): Promise<Rule> {
    const [rule] = await store.rules.byIds([id], signal);
    if (rule == null) throw new AppError('NOT_FOUND', `\`id\`: expected a rule that is there, got ${JSON.stringify(id)}.`);
    return rule;
  }

  /** Null where there is room for one more such rule. */
  async function crowded(content: RuleContent, id: RuleId | null, signal: AbortSignal): Promise<Edited<Rule> | null> {
    const { rules } = await live.read(signal);
    const others = [...rules.values()].filter((rule) => rule.id !== id);
    if (others.length >= LIMITS.rules) return refused(['input'], `Expected at most ${LIMITS.rules} rules, got one more.`);
    const active = others.filter((rule) => rule.content.status === 'ACTIVE').length;
    if (content.status !== 'ACTIVE' || active < LIMITS.activeRules) return null;
    return refused(id === null ? ['input', 'status'] : ['status'], `Expected at most ${LIMITS.activeRules} active rules, got one more.`);
  }

  return {
    async createRule(input, by, signal) {
      const { content, userErrors } = readRuleInput(input, ['input']);
      if (content === null) return { value: null, userErrors };
      const full = await crowded(content, null, signal);
      return full ?? done(await seen(store.rules.create(ruleId(newId()), content, by, signal)));
    },

    async updateRule(id, input, edit, signal) {
      const current = await stored(id, signal);
      const { content, userErrors } = readRuleInput(input, ['input'], current.content);
      if (content === null) return { value: null, userErrors };
      const full = await crowded(content, id, signal);
      return full ?? done(await seen(store.rules.replace(id, content, { ...edit, action: 'UPDATE' }, signal)));
    },

    async setRuleStatus(id, status, edit, signal) {
      const current = await stored(id, signal);
      const content = { ...current.content, status };
      const full = await crowded(content, id, signal);
      return full ?? done(await seen(store.rules.replace(id, content, { ...edit, action: 'SET_STATUS' }, signal)));
    },

    async revertRule(id, toVersion, edit, signal) {
      const wanted = (await store.rules.versions(id, signal)).find(({ version }) => version === toVersion);
      const full = wanted?.content == null ? null : await crowded(wanted.content, id, signal);
      return full ?? done(await seen(store.rules.revert(id, toVersion, edit, signal)));
    },

    deleteRule: (id, edit, signal) => seen(store.rules.remove(id, edit, signal)),

    async rule(id, signal) {
      const [rule] = await store.rules.byIds([id], signal);
      return rule ?? null;
    },

    ruleHistory: (id, signal) => store.rules.versions(id, signal),

    async rules({ status, query, productId: id, first, after }, signal) {
      await live.refresh();
      const { rules } = await live.read(signal);
      const [document] = id === null ? [] : await index.documentsByIds([productId(id)], signal);
      const text = query === null ? null : normalizeQuery(checkText(query, 'query'));
      const product = document?.product ?? null;
      const touching = text !== null || id !== null;
      const wanted = status ?? (touching ? 'ACTIVE' : null);
      const isWanted = (rule: Rule): boolean =>
        (wanted === null || rule.content.status === wanted) && (!touching || touches(rule, { query: text, product, atMs: now() }));
      // A product that is not in the index is touched by no rule.
      const found = id !== null && product === null ? [] : [...rules.values()].filter(isWanted);
      return keysetPage(found, { first, after, placeOf: placeOfRule, compare: comparePlaces });
    },

    async setSynonyms(input, by, signal) {
      const { content, userErrors } = readSynonymInput(input, ['input']);
      if (content === null) return { value: null, userErrors };
      const { id, ifVersion } = input;
      if (id == null) {
        const { synonyms } = await live.read(signal);
        if (synonyms.size >= LIMITS.synonyms) return refused(['input'], `Expected at most ${LIMITS.synonyms} sets of synonyms, got one more.`);
        return done(await seen(store.synonyms.create(synonymId(newId()), content, by, signal)));
      }
      if (ifVersion == null) {
        return { value: null, userErrors: [fault(['input', 'ifVersion'], 'REQUIRED', 'Expected the version that is to be replaced, since `id` names stored synonyms; got none.')] };
      }
      return done(await seen(store.synonyms.replace(synonymId(id), content, { by, ifVersion, action: 'UPDATE' }, signal)));
    },

    deleteSynonyms: (id, edit, signal) => seen(store.synonyms.remove(id, edit, signal)),

    async synonyms(first, after, signal) {
      await live.refresh();
      const { synonyms } = await live.read(signal);
      return keysetPage([...synonyms.values()], { first, after, placeOf: placeOfSynonym, compare: compareText });
    },

    auditLog: (subjectId, first, after, signal) => store.audit.page(subjectId, first, after, signal),
  };
}

function done<T extends Versioned<string, unknown>>(value: T): Edited<T> {
  return { value, userErrors: [] };
}

function refused<T>(path: readonly string[], message: string): Edited<T> {
  return { value: null, userErrors: [fault(path, 'TOO_MANY', message)] };
}

function placeOfSynonym({ id, content }: Synonym): readonly [term: string, id: string] {
  return [content.terms[0]!, id];
}

function compareText([termA, idA]: readonly [string, string], [termB, idB]: readonly [string, string]): number {
  if (termA !== termB) return termA < termB ? -1 : 1;
  return idA < idB ? -1 : Number(idA > idB);
}
