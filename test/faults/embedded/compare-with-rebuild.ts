import { pino } from 'pino';
import { openShop } from '../../../cli/index.ts';
import type { ProductId } from '../../../schema/ids.ts';
import type { ScannedEntry } from '../../../stores/ports/search-index.ts';

const QUERIES = ['lamp', '手机 外套', 'red steel kettle', 'headphones', ''];
const PAGE = 1_000;

/** Rebuilds the index of a shop that is not being served; gives what is different afterwards, document by document and in what searches find. */
export async function compareWithRebuild(dataDir: string): Promise<readonly string[]> {
  await using shop = await openShop({ dataDir, log: pino({ level: 'warn' }), now: Date.now });
  shop.indexer.start();
  const { version } = await shop.catalog.head();
  await shop.indexer.caughtUp(version, { timeoutMs: 60_000 });

  const state = async (): Promise<ReadonlyMap<string, string>> => {
    const entries = new Map<string, string>();
    for (let after: ProductId | null = null; ; ) {
      const page: readonly ScannedEntry[] = await shop.index.scan(after, PAGE);
      for (const entry of page) entries.set(entry.id, entry.kind === 'corrupt' ? entry.detail : `${entry.version} ${entry.checksum} ${entry.actualChecksum}`);
      if (page.length < PAGE) break;
      after = page.at(-1)!.id;
    }
    for (const text of QUERIES) {
      const { ids, total } = await shop.index.recall({
        text, locale: null, matching: 'all-then-fewer', prefix: false, filters: [], sort: 'RELEVANCE', limit: 10_000, candidates: 0, facets: [],
      });
      entries.set(`search "${text}"`, `${total}: ${ids.join(' ')}`);
    }
    return entries;
  };
  const before = await state();
  await shop.indexer.rebuild();
  const after = await state();
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    before.get(key) === after.get(key) ? [] : [`${key}: was ${before.get(key) ?? 'absent'}, rebuilt ${after.get(key) ?? 'absent'}`],
  );
}
