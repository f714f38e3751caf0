import { describe, expect, it } from 'vitest';
import { followRules } from '../../../discovery/index.ts';
import { AppError } from '../../../schema/errors.ts';
import { ruleId, synonymId } from '../../../schema/ids.ts';
import { openEmbeddedMerchandising } from '../../../stores/embedded/index.ts';
import type { MerchandisingStore } from '../../../stores/ports/merchandising-store.ts';
import type { RuleContent } from '../../../stores/ports/rule.ts';
import { temporaryFolder } from '../../stores/embedded/support/temporary-folder.ts';

const SIGNAL = new AbortController().signal;
const now = () => 1;
const silent = { warn() {} };
const rule = (name: string): RuleContent => ({
  name,
  status: 'ACTIVE',
  priority: 0,
  condition: { query: null, filters: [], segmentIds: [], locale: null, strategies: [] },
  actions: [{ kind: 'REDIRECT', url: '/' }],
  schedule: null,
});

describe('live rules', () => {
  it('follow what another process writes, by themselves, in every way that a rule can change', async () => {
    await using folder = await temporaryFolder();
    await using writer = await openEmbeddedMerchandising({ dataDir: folder.path, now });
    await writer.rules.create(ruleId('old'), rule('old'), 'mia');
    await using reader = await openEmbeddedMerchandising({ dataDir: folder.path, now });
    await using live = followRules({ store: reader, log: silent });
    const names = async (): Promise<readonly string[]> => {
      const { book } = await live.read(SIGNAL);
      return book.match({ surface: 'SEARCH', texts: [''], filters: [], segments: new Set(), locale: null, atMs: 0 }).map(({ content }) => content.name);
    };
    expect(await names()).toEqual(['old']);
    await writer.rules.create(ruleId('new'), rule('new'), 'mia');
    await expect.poll(names).toEqual(['new', 'old']);
    await writer.rules.replace(ruleId('new'), { ...rule('new'), status: 'PAUSED' }, { by: 'mia', ifVersion: 1, action: 'SET_STATUS' });
    await expect.poll(names).toEqual(['old']);
    await writer.rules.revert(ruleId('new'), 1, { by: 'mia', ifVersion: 2 });
    await expect.poll(names).toEqual(['new', 'old']);
    await writer.rules.remove(ruleId('old'), { by: 'mia', ifVersion: 1 });
    await expect.poll(names).toEqual(['new']);
    await writer.synonyms.create(synonymId('s'), { kind: 'EQUIVALENT', terms: ['sofa', 'couch'], expandsTo: [], locale: null }, 'mia');
    await expect.poll(async () => (await live.read(SIGNAL)).expand('red couch', null)).toEqual([{ start: 4, end: 9, alternatives: ['sofa'] }]);
  });

  it('are none while the store has never answered, which they say, and come when it does', async () => {
    await using store = await openEmbeddedMerchandising({ dataDir: ':memory:', now });
    await store.rules.create(ruleId('a'), rule('a'), 'mia');
    let away = true;
    const refused = async () => {
      if (away) throw new AppError('RULE_STORE_UNAVAILABLE', 'away');
      return store.audit.head();
    };
    const flaky: MerchandisingStore = { ...store, audit: { ...store.audit, head: refused } };
    const warnings: string[] = [];
    await using live = followRules({ store: flaky, log: { warn: (_facts, message) => void warnings.push(message) } });
    const { rules } = await live.read(SIGNAL);
    expect([rules.size, (await live.read(SIGNAL)).degradations.length]).toEqual([0, 1]);
    await expect(live.refresh()).rejects.toMatchObject({ code: 'RULE_STORE_UNAVAILABLE' });
    away = false;
    await expect.poll(async () => (await live.read(SIGNAL)).degradations, { timeout: 5_000 }).toEqual([]);
    expect(rules.size).toBe(1);
    expect(warnings).toHaveLength(1);
  });
});
