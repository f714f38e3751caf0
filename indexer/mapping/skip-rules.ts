import { z } from 'zod';
import type { JsonObject, JsonValue } from '../../stores/ports/catalog-store.ts';
import { readColumn } from './read-value.ts';

const texts = z.union([z.string().min(1).transform((text) => [text]), z.array(z.string().min(1)).min(1)]);

/** One test on one column, and what it means that a row meets it. */
export const skipRuleSchema = z.union([
  z.strictObject({ column: z.string().min(1), why: z.string().min(1), startsWith: texts }),
  z.strictObject({ column: z.string().min(1), why: z.string().min(1), oneOf: texts }),
  z.strictObject({ column: z.string().min(1), why: z.string().min(1), empty: z.literal(true) }),
  z.strictObject({ column: z.string().min(1), why: z.string().min(1), atMost: z.number() }),
]);

export type SkipRule = z.infer<typeof skipRuleSchema>;

/** Why a row is left out, by the first rule that it meets; null for one that is wanted. */
export function skippedBecause(rules: readonly SkipRule[], record: JsonObject): string | null {
  return rules.find((rule) => meets(rule, readColumn(record, rule.column)))?.why ?? null;
}

function meets(rule: SkipRule, value: JsonValue): boolean {
  const text = typeof value === 'string' ? value.trim() : value === null ? '' : JSON.stringify(value);
  if ('startsWith' in rule) return rule.startsWith.some((start) => text.startsWith(start));
  if ('oneOf' in rule) return rule.oneOf.includes(text);
  if ('empty' in rule) return text === '';
  return text !== '' && Number(text) <= rule.atMost;
}
