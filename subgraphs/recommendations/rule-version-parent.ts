import type { RuleContent } from '../../stores/ports/rule.ts';
import type { PastVersion } from '../../stores/ports/versioned-store.ts';

/** A version of a rule with what it held: for a deletion, what was deleted. */
export interface RuleVersionParent extends PastVersion<RuleContent> {
  readonly content: RuleContent;
}

/** @param versions - Oldest first, as the store gives them. */
export function toRuleVersions(versions: readonly PastVersion<RuleContent>[]): readonly RuleVersionParent[] {
  return versions.flatMap((version, index) => {
    const content = version.content ?? versions[index - 1]?.content ?? null;
    return content === null ? [] : [{ ...version, content }];
  });
}
