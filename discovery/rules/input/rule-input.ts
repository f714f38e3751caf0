import type { QueryMatchMode, RuleStatus, RuleStrategy } from '../../../stores/ports/rule.ts';
import type { SynonymKind } from '../../../stores/ports/synonym.ts';

type Maybe<T> = T | null | undefined;

/** A rule as a caller writes it; absent and null mean the same. */
export interface RuleInput {
  readonly name: string;
  readonly status?: Maybe<RuleStatus>;
  readonly priority?: Maybe<number>;
  readonly condition: RuleConditionInput;
  readonly actions: readonly RuleActionInput[];
  readonly schedule?: Maybe<ScheduleInput>;
}

export interface RuleConditionInput {
  /** `mode` absent: PHRASE. */
  readonly query?: Maybe<{ readonly text: string; readonly mode?: Maybe<QueryMatchMode> }>;
  readonly filters?: Maybe<readonly FilterInput[]>;
  readonly segmentIds?: Maybe<readonly string[]>;
  readonly locale?: Maybe<string>;
  readonly strategies?: Maybe<readonly RuleStrategy[]>;
}

export interface FilterInput {
  readonly field: string;
  readonly values?: Maybe<readonly string[]>;
  readonly range?: Maybe<{ readonly min?: Maybe<number>; readonly max?: Maybe<number> }>;
}

/** Exactly one is set. */
export interface RuleActionInput {
  readonly boost?: Maybe<BoostInput>;
  readonly bury?: Maybe<BoostInput>;
  readonly pin?: Maybe<PinInput>;
  readonly hide?: Maybe<TargetInput>;
  readonly only?: Maybe<TargetInput>;
  readonly redirect?: Maybe<{ readonly url: string }>;
  readonly banner?: Maybe<{ readonly title: string; readonly url?: Maybe<string>; readonly imageUrl?: Maybe<string> }>;
  readonly replaceQuery?: Maybe<{ readonly text: string }>;
}

export interface BoostInput {
  readonly target: TargetInput;
  readonly factor: number;
}

export interface PinInput {
  readonly productId?: Maybe<string>;
  readonly filters?: Maybe<readonly FilterInput[]>;
  readonly position: number;
}

export interface TargetInput {
  readonly productIds?: Maybe<readonly string[]>;
  readonly filters?: Maybe<readonly FilterInput[]>;
}

/** RFC 3339 instants. */
export interface ScheduleInput {
  readonly startsAt?: Maybe<string>;
  readonly endsAt?: Maybe<string>;
}

export interface SynonymInput {
  readonly id?: Maybe<string>;
  readonly ifVersion?: Maybe<number>;
  readonly kind: SynonymKind;
  readonly terms: readonly string[];
  readonly expandsTo?: Maybe<readonly string[]>;
  readonly locale?: Maybe<string>;
}
