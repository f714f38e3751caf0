import type { SynonymId } from '../../schema/ids.ts';
import type { Versioned } from './versioned-store.ts';

export const SYNONYM_KINDS = ['EQUIVALENT', 'ONE_WAY'] as const;
export type SynonymKind = (typeof SYNONYM_KINDS)[number];

/**
 * Words that mean the same to shoppers.
 * EQUIVALENT: each of `terms` stands for all the others; `expandsTo` is empty. ONE_WAY: each of `terms` also finds what
 * `expandsTo` says, not the other way round.
 */
export interface SynonymContent {
  readonly kind: SynonymKind;
  /** Of one word or several; without repeats. */
  readonly terms: readonly string[];
  readonly expandsTo: readonly string[];
  /** BCP 47 tag of the language they belong to; null: any. */
  readonly locale: string | null;
}

export type Synonym = Versioned<SynonymId, SynonymContent>;
