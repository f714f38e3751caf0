import { AppError } from '../../schema/errors.ts';
import { type RuleId, ruleId } from '../../schema/ids.ts';
import type { Rule } from '../../stores/ports/rule.ts';
import { invalidInput } from '../input/invalid-input.ts';
import { readRuleInput } from '../rules/input/read-rule-input.ts';
import type { Drafts } from '../rules/rule-book.ts';
import type { RuleDraft } from './preview-types.ts';

/** Drafts of one preview. */
export const DRAFTS_MAX = 100;

/**
 * Drafts as rules that are saved now, named `draft:<index>`. They act whatever their status, unless it is PAUSED.
 * @throws AppError `INPUT_INVALID` naming the first fault by its path, `NOT_FOUND` where `replaces` names no rule.
 */
export function readDrafts(drafts: readonly RuleDraft[], live: ReadonlyMap<RuleId, Rule>, nowMs: number): Drafts {
  if (drafts.length > DRAFTS_MAX) throw invalidInput('drafts', `at most ${DRAFTS_MAX} drafts`, String(drafts.length));
  const rules = drafts.flatMap(({ replaces, rule }, index): readonly Rule[] => {
    const path = `drafts[${index}]`;
    if (replaces === null && rule === null) throw invalidInput(path, '`rule`, `replaces` or both', 'neither');
    const replaced = replaces === null ? null : (live.get(replaces) ?? null);
    if (replaces !== null && replaced === null) {
      throw new AppError('NOT_FOUND', `\`${path}.replaces\`: expected a rule that is there, got ${JSON.stringify(replaces)}.`);
    }
    if (rule === null) return [];
    const { content, userErrors } = readRuleInput(rule, ['drafts', index, 'rule'], replaced?.content);
    if (content === null) {
      const [{ path: at, message }] = userErrors as readonly [(typeof userErrors)[number], ...typeof userErrors];
      throw new AppError('INPUT_INVALID', `\`${at.join('.')}\`: ${message}`, { details: { path: at.join('.') } });
    }
    const status = rule.status === 'PAUSED' ? 'PAUSED' : 'ACTIVE';
    return [{ id: ruleId(`draft:${index}`), version: 1, content: { ...content, status }, updatedBy: '', updatedAtMs: nowMs }];
  });
  return { rules, replaced: new Set(drafts.flatMap(({ replaces }) => replaces ?? [])) };
}
