import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_SHOPPERS, generateSample, offersOf, SAMPLE_SHOP } from '../../cli/sample/index.ts';
import { createRandom, type Random } from '../../cli/sample/random.ts';
import { productId, type ProductId } from '../../schema/ids.ts';
import { WORLDS } from '../support/worlds.ts';
import { type ClientAnswer, type SampleShop, startSampleShop } from './support/start-sample-shop.ts';
import { coldDiscovery } from './support/cold-discovery.ts';
import { userFitFromScratch } from './support/user-fit-from-scratch.ts';

const SEED = 11;
const SEQUENCES = 200;
const TYPES = ['CLICK', 'VIEW', 'VIEW', 'ADD_TO_CART', 'REMOVE_FROM_CART', 'PURCHASE', 'HIDE', 'IMPRESSION'] as const;
const QUERIES = ['jacket', 'headphones', 'running shoes', '绿茶'];
/** Any time; it stands still, so that nothing but what is known of the shopper can change an answer. */
const NOW_MS = Date.UTC(2026, 10, 24, 12);

const RECORD = 'mutation ($events: [EventInput!]!) { recordEvents(events: $events) { accepted rejected { index code } } }';
const EXPLAINED = `query ($category: String!) {
  search(filters: [{ field: "category", values: [$category] }], first: 100) {
    totalCount
    edges { node { id } explanation { features { name value } } }
  }
}`;
const BROWSE = `query ($category: String!) {
  search(filters: [{ field: "category", values: [$category] }], first: 100) { edges { node { id } } }
}`;
const SEARCH = `query ($query: String!) {
  search(query: $query, first: 24) { totalCount degradations { component } edges { position score node { id title } } }
}`;
const FOR_YOU = '{ forYou: recommendations(strategy: FOR_YOU, first: 12) { edges { score node { id } } } }';
const HOME = `{
  forYou: recommendations(strategy: FOR_YOU, first: 24) { degradations { component } edges { position score reason { code } node { id } } }
  trending: recommendations(strategy: TRENDING, first: 12) { edges { score node { id } } }
  popular: recommendations(strategy: POPULAR, first: 12) { edges { score node { id } } }
}`;

describe.each(WORLDS)('what a shopper does in a shop that is $name', (world) => {
  let sample: SampleShop;
  let ids: readonly ProductId[];
  /** Categories that one page shows whole, so that all that was ranked can be seen. */
  let categories: readonly string[];
  beforeAll(async () => {
    sample = await startSampleShop({ overHttp: false, now: () => NOW_MS, world });
    // What all shoppers do is counted within a second, not at once: it stands still here, too.
    await sample.shop.behaviour[Symbol.asyncDispose]();
    ids = offersOf(generateSample(SAMPLE_SHOP)).map(({ id }) => id);
    const values = await sample.shop.index.fieldValues('category');
    categories = values.filter(({ documents }) => documents > 8 && documents < 20).map(({ value }) => value);
  }, 600_000);
  afterAll(() => sample?.[Symbol.asyncDispose]());

  const ask = async (query: string, { token, ...variables }: { readonly token?: string; readonly [name: string]: unknown } = {}): Promise<ClientAnswer> => {
    const answer = await sample.send({ query, variables, ...(token !== undefined && { token }) });
    expect(answer.errors).toEqual([]);
    return answer;
  };

  /** Home and some searches. */
  const pages = async (token?: string): Promise<readonly unknown[]> => {
    const shopper = token === undefined ? {} : { token };
    const answers = [await ask(HOME, shopper)];
    for (const query of QUERIES) answers.push(await ask(SEARCH, { ...shopper, query }));
    return answers.map(({ data }) => data);
  };

  it(`ranks the very next Home and Search, for ${SEQUENCES} random sequences (seed ${SEED})`, async () => {
    const random = createRandom(SEED);
    // Asked once for each shopper, and so without any memory of them.
    const cold = coldDiscovery(sample.shop, () => NOW_MS);
    let moved = 0;
    for (let number = 0; number < SEQUENCES; number += 1) {
      const subject = `random-${number}`;
      const token = await sample.token('MERCHANDISER', subject);
      const category = random.pick(categories);
      let before: readonly number[] = [];
      for (const batch of randomBatches(random, ids)) {
        // What was known before is in every cache there is.
        const { data } = await ask(BROWSE, { token, category });
        before = await userFitFromScratch(sample.shop, subject, idsOf(data.search.edges));
        const { accepted, rejected } = (await ask(RECORD, { token, events: batch })).data.recordEvents;
        expect({ accepted, rejected }).toEqual({ accepted: batch.length, rejected: [] });
      }
      const [home, search] = [await ask(FOR_YOU, { token }), await ask(EXPLAINED, { token, category })];
      const found = idsOf(search.data.search.edges);
      expect(search.data.search.totalCount).toBe(found.length);

      const expected = await userFitFromScratch(sample.shop, subject, found);
      const got = fitsOf(search);
      expect({ number, fits: got }).toEqual({ number, fits: expected.map((fit) => expect.closeTo(fit, 3)) });
      const fresh = await cold.recommend(
        { strategy: 'FOR_YOU', productIds: [], excludeProductIds: [], filters: [], first: 12, after: null },
        { identity: { role: 'MERCHANDISER', userId: subject, visitorId: null }, signal: new AbortController().signal },
      );
      const shown = fresh.hits.map(({ document, score }) => ({ id: document.id, score }));
      expect({ number, shown: home.data.forYou.edges.map(({ node, score }: Edge) => ({ id: node.id, score })) }).toEqual({ number, shown });
      if (differ(before, got)) moved += 1;
    }
    // Or else a stale answer would have passed.
    expect(moved).toBeGreaterThan(0.9 * SEQUENCES);
  }, 600_000);

  it('changes nothing once personalisation is off, and nothing after erasure: the answer is that of nobody, to the last digit', async () => {
    for (const stop of ['mutation { updatePreferences(input: { personalization: false }) { me { id } } }', 'mutation { eraseMyData { erasedEvents } }']) {
      const token = await sample.token('SHOPPER', `leaving-${stop.length}`);
      const events = randomBatches(createRandom(SEED, stop), ids).flat().filter(({ type }) => type !== 'IMPRESSION');
      await ask(RECORD, { token, events });
      const asNobody = await pages();
      expect(await pages(token)).not.toEqual(asNobody);
      await ask(stop, { token });
      expect(await pages(token)).toEqual(asNobody);
    }
  }, 60_000);

  it('gives shoppers of different taste different first pages, each the one they like better', async () => {
    const offerOf = new Map<string, ReturnType<typeof offersOf>[number]>(offersOf(generateSample(SAMPLE_SHOP)).map((offer) => [offer.id, offer]));
    const [tor, pia] = ['tor', 'pia'].map((subject) => DEMO_SHOPPERS.find((demo) => demo.subject === subject)!);
    for (const query of ['jacket', 'running shoes']) {
      const [torsPage, piasPage] = [await firstPage(query, tor!.subject), await firstPage(query, pia!.subject)];
      expect(torsPage.filter((id, place) => piasPage[place] === id).length).toBeLessThan(5);
      const liking = (demo: typeof tor, page: readonly string[]): number =>
        page.reduce((sum, id, place) => sum + (offerOf.has(id) ? demo!.taste.appeal(offerOf.get(id)!) : 0) / Math.log2(place + 2), 0);
      expect(liking(tor, torsPage)).toBeGreaterThan(liking(tor, piasPage));
      expect(liking(pia, piasPage)).toBeGreaterThan(liking(pia, torsPage));
    }
  });

  async function firstPage(query: string, subject: string): Promise<readonly string[]> {
    const { data } = await ask(SEARCH, { token: await sample.token('SHOPPER', subject), query });
    return (data.search.edges as readonly Edge[]).slice(0, 10).map(({ node }) => node.id);
  }
});

const idsOf = (edges: readonly Edge[]): readonly ProductId[] => edges.map(({ node }) => productId(node.id));

interface Edge {
  readonly node: { readonly id: string };
  readonly score: number;
}

interface EventInput {
  readonly id: string;
  readonly type: (typeof TYPES)[number];
  readonly productId: string;
  readonly at: string;
}

/** One or two calls of one to twelve events of the last four weeks; times are mixed, as late ones come in. */
function randomBatches(random: Random, ids: readonly ProductId[]): readonly (readonly EventInput[])[] {
  const liked = random.sample(ids, 6);
  return Array.from({ length: random.integer(1, 2) }, (_, batch) =>
    Array.from({ length: random.integer(1, 12) }, (_none, place) => ({
      id: `${batch}-${place}`,
      type: place === 0 ? 'VIEW' : random.pick(TYPES),
      productId: random.pick(random.chance(0.6) ? liked : ids),
      at: new Date(NOW_MS - random.integer(0, 28 * 24 * 60) * 60_000).toISOString(),
    })),
  );
}

/** Feature `userFit` of each result, in their order; 0 where it is not known. */
function fitsOf({ data }: ClientAnswer): readonly number[] {
  return data.search.edges.map(
    ({ explanation }: { explanation: { features: { name: string; value: number }[] } }) => explanation.features.find(({ name }) => name === 'userFit')?.value ?? 0,
  );
}

/** As sets: the order, too, may have changed. */
function differ(one: readonly number[], other: readonly number[]): boolean {
  const [a, b] = [one, other].map((fits) => fits.toSorted((x, y) => x - y)) as [number[], number[]];
  return a.length !== b.length || a.some((fit, place) => Math.abs(fit - b[place]!) > 0.01);
}
