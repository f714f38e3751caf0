import type { RuleId, SegmentId } from '../../schema/ids.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';
import type { RuleInput } from '../rules/input/rule-input.ts';
import type { AppliedRule } from '../rules/list-rules.ts';
import type { FilterRequest, SearchResult } from '../search-types.ts';

/** A rule that does not exist yet; with `replaces`, a live one changed, or gone where `rule` is null. */
export interface RuleDraft {
  readonly replaces: RuleId | null;
  readonly rule: RuleInput | null;
}

export interface PreviewRequest {
  readonly query: string;
  readonly filters: readonly FilterRequest[];
  /** At most `DRAFTS_MAX`. */
  readonly drafts: readonly RuleDraft[];
  /** As someone of this segment; null: of none. */
  readonly segmentId: SegmentId | null;
  readonly locale: string | null;
  /** When `after` is; Unix epoch, milliseconds; null: now, when `before` is. */
  readonly atMs: number | null;
  /** 1..100. */
  readonly first: number;
}

export interface SearchPreview {
  /** What the search returns now. */
  readonly before: SearchResult;
  /** What it would return. */
  readonly after: SearchResult;
  /** Products of either page that stand elsewhere on the other: by their place after, then those that left, by their place before. */
  readonly moves: readonly PreviewMove[];
}

export interface PreviewMove {
  readonly document: IndexDocument;
  /** 1 for the first; null where it is not on the page. */
  readonly from: number | null;
  readonly to: number | null;
  /** That act on the product in one of the two and not, or not so, in the other; empty for one that gave way to others. */
  readonly rules: readonly AppliedRule[];
}
