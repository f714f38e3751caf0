/*
 * What:   the first page of broad queries as the sample shop's demo shoppers and nobody get them, as a Markdown table
 *         (docs/personalisation.md holds one), and what of them is for one shopper only.
 * Not measured: whether it is better; npm run evaluate:personalised does that.
 * Run:    npm run show:personalised [-- --queries jacket,backpack --shoppers tor,pia]
 */
import { parseArgs } from 'node:util';
import { openScratchShop } from '../cli/index.ts';
import { DEMO_SHOPPERS, generateSampleCatalog, SAMPLE_SHOP, sampleShopYear } from '../cli/sample/index.ts';
import { ANONYMOUS, type Identity } from '../schema/identity.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 12);
const SHOWN = 6;

const { values } = parseArgs({
  options: { queries: { type: 'string', default: 'jacket,backpack,headphones' }, shoppers: { type: 'string', default: 'tor,pia' } },
});
const subjects = values.shoppers.split(',');

await using scratch = await openScratchShop(() => NOW_MS);
await scratch.putProducts(generateSampleCatalog(SAMPLE_SHOP));
await scratch.putEvents(sampleShopYear(NOW_MS).events);
for (const { subject, about } of DEMO_SHOPPERS) if (subjects.includes(subject)) console.log(`- \`${subject}\`: ${about}`);

for (const query of values.queries.split(',')) {
  const pages = await Promise.all([ANONYMOUS, ...subjects.map(shopper)].map((identity) => firstPage(query, identity)));
  console.log(`\n**${query}**\n\n| place | nobody | ${subjects.map((subject) => `\`${subject}\``).join(' | ')} |\n|---|---|${'---|'.repeat(subjects.length)}`);
  for (let place = 0; place < SHOWN; place += 1) console.log(`| ${place + 1} | ${pages.map((page) => page[place] ?? '').join(' | ')} |`);
}

async function firstPage(query: string, identity: Identity): Promise<readonly string[]> {
  const { hits } = await scratch.shop.discovery.search(
    { query, filters: [], sort: 'RELEVANCE', first: SHOWN, after: null, personalize: true, locale: null, facets: [] },
    { identity, signal: new AbortController().signal },
  );
  return hits.map(({ document: { product } }) => `${product.title}, ${((product.price?.amount ?? 0) / 100).toFixed(2)}`);
}

function shopper(subject: string): Identity {
  return { role: 'SHOPPER', userId: subject, visitorId: null };
}
