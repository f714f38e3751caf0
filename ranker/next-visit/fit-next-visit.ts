import type { StepWeights } from '../behaviour/step-weights.ts';
import type { ScorePart, SequenceStep } from '../score-part.ts';
import { createNextVisitPart } from './next-visit-part.ts';
import { createShopMemory, type ShopMemory, visitsInOrder } from './shop-memory.ts';
import { trainVisitNetwork, VISIT_TRAINING_SETTINGS, type VisitList, type VisitTrainingSettings } from './train-visit-network.ts';
import { visitCandidates } from './visit-features.ts';
import type { Visit } from './visits.ts';

const DAY_MS = 86_400_000;

export interface NextVisitSettings extends VisitTrainingSettings {
  /** Networks whose scores are averaged, each from its own chance beginning: what one has learned by accident the others have not. */
  readonly networks: number;
  /** Cuts back from the newest visit at which the past is asked what came next. */
  readonly cuts: number;
  readonly daysBetweenCuts: number;
  /** A visit later than this after a cut is not asked for: too much has changed. */
  readonly horizonDays: number;
}

export const NEXT_VISIT_SETTINGS: NextVisitSettings = { ...VISIT_TRAINING_SETTINGS, networks: 3, cuts: 8, daysBetweenCuts: 15, horizonDays: 30 };

/**
 * Learns from the shop's own past which items a shopper takes at the next visit. It goes through all visits once, in the order of time; at
 * each cut it writes down what was known then of every shopper who came again soon, and what they took. The network is trained on these
 * lists, and the part returned knows all of `histories`.
 *
 * @param histories - Oldest first; a row a shopper.
 * @returns null where no one ever came again.
 */
export function fitNextVisit(histories: readonly (readonly SequenceStep[])[], weights: StepWeights, settings: NextVisitSettings): ScorePart | null {
  const { cuts, daysBetweenCuts, horizonDays } = settings;
  const visits = visitsInOrder(histories, weights);
  const newestMs = visits.at(-1)?.visit.atMs ?? 0;
  const memory = createShopMemory(weights);
  const lists: VisitList[] = [];
  let added = 0;
  const addUntil = (endMs: number): void => {
    for (; added < visits.length && visits[added]!.visit.atMs < endMs; added += 1) memory.add(visits[added]!.shopper, visits[added]!.visit);
  };
  for (let cut = cuts; cut > 0; cut -= 1) {
    const cutMs = newestMs - cut * daysBetweenCuts * DAY_MS;
    addUntil(cutMs);
    lists.push(...listsAfter(visits.slice(added), cutMs + horizonDays * DAY_MS, memory));
  }
  addUntil(Infinity);
  if (lists.length === 0) return null;
  const networks = Array.from({ length: settings.networks }, (_, place) => trainVisitNetwork(lists, { ...settings, seed: settings.seed + place }));
  return createNextVisitPart(networks, memory);
}

/** The first visit of each shopper until then, of those who are known and took what could be foreseen. */
function listsAfter(visits: readonly { readonly shopper: number; readonly visit: Visit }[], endMs: number, memory: ShopMemory): VisitList[] {
  const firsts = new Map<number, Visit>();
  for (const { shopper, visit } of visits) {
    if (visit.atMs >= endMs) break;
    if (!firsts.has(shopper)) firsts.set(shopper, visit);
  }
  return [...firsts].flatMap(([shopper, { steps }]) => {
    const candidates = visitCandidates(memory.historyOf(shopper), memory);
    const taken = new Set(steps.map(({ item }) => item));
    return candidates?.items.some((item) => taken.has(item)) ? [{ ...candidates, taken }] : [];
  });
}
