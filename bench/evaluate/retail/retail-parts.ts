import {
  createFixedPart, createInDemandPart, createItemNeighbours, createOwnItemsPart, createPairCounts, createPopularity, createTransitions, fitNextVisit, NEXT_VISIT_SETTINGS, PURCHASE_WEIGHTS,
  type ScorePart, type SequenceStep,
} from '../../../ranker/index.ts';

const DAY_MS = 86_400_000;
const FOREVER = { halfLifeMs: Infinity, neighboursMax: 200, weights: PURCHASE_WEIGHTS } as const;

/** Invoices of one history, oldest first. */
export function invoicesOf(history: readonly SequenceStep[]): SequenceStep[][] {
  return [...Map.groupBy(history, ({ atMs }) => atMs).values()];
}

/** The marks to beat: popularity of the last 30 days, own frequency, item-kNN over invoices. */
export function baselineParts(histories: readonly (readonly SequenceStep[])[], cutMs: number): ScorePart[] {
  const counts = new Map<number, number>();
  for (const { item, atMs } of histories.flat()) if (atMs! >= cutMs - 30 * DAY_MS) counts.set(item, (counts.get(item) ?? 0) + 1);
  const popularity = { items: Int32Array.from(counts.keys()), scores: Float32Array.from(counts.values()) };
  const baskets = createPairCounts({ ...FOREVER, directed: false, gapMax: 1 });
  for (const invoice of histories.flatMap(invoicesOf)) baskets.addSequence(invoice);
  return [
    { name: 'popularity of 30 days', score: () => popularity },
    createOwnItemsPart({ name: 'own frequency', weights: PURCHASE_WEIGHTS, visitDecay: 1 }),
    createItemNeighbours(baskets, { name: 'basket item-knn', historyDecay: 1 }),
  ];
}

/** What the merged recommender is made of here. Invoices hold dozens of lines, so histories fade slowly from step to step. */
export function mergedParts(histories: readonly (readonly SequenceStep[])[], items: number): ScorePart[] {
  const steps = histories.flat().toSorted((a, b) => a.atMs! - b.atMs!);
  const invoices = histories.flatMap(invoicesOf).toSorted((a, b) => a[0]!.atMs! - b[0]!.atMs!);
  const basketsOver = (days: number) => {
    const pairs = createPairCounts({ ...FOREVER, halfLifeMs: days * DAY_MS, directed: false, gapMax: 1 });
    for (const invoice of invoices) pairs.addSequence(invoice);
    return pairs;
  };
  const popularityOver = (days: number) => {
    const popularity = createPopularity({ halfLifeMs: days * DAY_MS, weights: PURCHASE_WEIGHTS });
    for (const step of steps) popularity.add(step);
    return popularity;
  };
  const lately = popularityOver(14);
  const lastWeek = popularityOver(5);
  const demandBy = (of: (item: number) => number): Float32Array => Float32Array.from({ length: items }, (_, item) => of(item));
  const gently = demandBy((item) => Math.log1p(lately.demand(item)));
  const strongly = demandBy((item) => Math.sqrt(lastWeek.demand(item)));
  const inDemand = (part: ScorePart): ScorePart => createInDemandPart(part, `${part.name}, in demand`, (item) => gently[item]!);
  const inSeason = (part: ScorePart): ScorePart => createInDemandPart(part, `${part.name}, in season`, (item) => strongly[item]!);
  const own = (name: string, visitDecay: number): ScorePart => createOwnItemsPart({ name, weights: PURCHASE_WEIGHTS, visitDecay });
  const nexts = createPairCounts({ ...FOREVER, halfLifeMs: 60 * DAY_MS, directed: true, gapMax: 2 });
  for (const history of histories) nexts.addSequence(history);
  const [ofMonths, ofWeeks] = [basketsOver(180), basketsOver(30)];
  const knnOfMonths = createItemNeighbours(ofMonths, { name: 'item-knn of months', historyDecay: 0.98 });
  const knnOfWeeks = createItemNeighbours(ofWeeks, { name: 'item-knn of weeks', historyDecay: 0.98, shrinkage: 1 });
  const nextVisit = fitNextVisit(histories, PURCHASE_WEIGHTS, NEXT_VISIT_SETTINGS);
  return [
    ...(nextVisit === null ? [] : [nextVisit]),
    own('own frequency', 1),
    own('own of late', 0.9),
    inDemand(own('own frequency', 1)),
    inDemand(own('own of late', 0.9)),
    inSeason(own('own frequency', 1)),
    inSeason(own('own of late', 0.9)),
    knnOfMonths,
    knnOfWeeks,
    inDemand(knnOfMonths),
    inSeason(knnOfMonths),
    inSeason(knnOfWeeks),
    createTransitions(nexts, { name: 'transitions', historyDecay: 0.97 }),
    createFixedPart({ ...popularityOver(10), name: 'popularity of weeks' }),
  ];
}
