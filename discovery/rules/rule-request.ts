import type { SegmentId } from '../../schema/ids.ts';
import type { RuleStrategy } from '../../stores/ports/rule.ts';
import type { IndexFilter } from '../../stores/ports/search-index.ts';

/** What rules may ask of a request. */
export interface RuleRequest {
  readonly surface: 'SEARCH' | RuleStrategy;
  /**
   * The query as typed, and what is searched instead of it (a rule's replacement, a better spelling): a condition may
   * hold for any of them. Empty for a list without a query; a browse is `['']`.
   */
  readonly texts: readonly string[];
  readonly filters: readonly IndexFilter[];
  /** Of the shopper; empty for one of whom nothing may be known. */
  readonly segments: ReadonlySet<SegmentId>;
  /** BCP 47 tag. */
  readonly locale: string | null;
  /** Unix epoch, milliseconds. */
  readonly atMs: number;
}
