import type { PartWeights } from '../merge/merged-recommender.ts';
import type { ModelComponent } from '../model/model-types.ts';

/** Component of a model directory that holds how much each part of the recommender counts, as fitted on the shop's events. */
export const LIST_PARTS = 'list-parts';

export function toListPartsComponent(weights: PartWeights): ModelComponent {
  return { settings: { weights }, weights: [] };
}

/** Null where a model has none, or holds something else under the name. */
export function fromListPartsComponent(component: ModelComponent | undefined): PartWeights | null {
  const weights: unknown = component?.settings['weights'];
  if (typeof weights !== 'object' || weights === null) return null;
  const entries = Object.entries(weights as Record<string, unknown>);
  const sound = entries.every((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 0 && Number.isFinite(entry[1]));
  return sound ? Object.fromEntries(entries) : null;
}
