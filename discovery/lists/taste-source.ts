import type { ModelVersion } from '../../schema/ids.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';
import { LIST_WITHOUT_MODEL } from '../degradations.ts';
import type { DiscoveryLog } from '../discovery-log.ts';
import type { Degradation } from '../search-types.ts';
import type { ListAsk } from './list-ask.ts';
import { aboveMean, type ScoreSource } from './score-source.ts';
import type { Taste } from './taste.ts';

/** What the model says of the products that counts and content propose. */
export interface TasteSource {
  readonly sources: readonly ScoreSource[];
  /** Who said it; null where no model did. */
  readonly modelVersion: ModelVersion | null;
  readonly degradations: readonly Degradation[];
}

/** Those that fit the shopper better than the others, in standard deviations. Without the model the counts speak alone, and the list says so. */
export async function tasteSource(
  taste: Taste,
  documents: readonly IndexDocument[],
  { state, signal }: ListAsk,
  { weight, log }: { readonly weight: number; readonly log: DiscoveryLog },
): Promise<TasteSource> {
  try {
    const fit = await taste.fitOf(state, documents, signal);
    if (fit === null) return { sources: [], modelVersion: null, degradations: [] };
    const { items, scores } = aboveMean(fit.scores);
    const source: ScoreSource = {
      code: 'TASTE',
      weight,
      scores: new Map(Array.from(items, (place, i) => [documents[place]!.id, scores[i]!])),
      becauseOf: () => [],
      subject: null,
    };
    return { sources: [source], modelVersion: fit.modelVersion, degradations: [] };
  } catch (error) {
    signal.throwIfAborted();
    log.warn({ error }, 'The user encoder failed; the list is made from counts.');
    return { sources: [], modelVersion: null, degradations: [LIST_WITHOUT_MODEL] };
  }
}
