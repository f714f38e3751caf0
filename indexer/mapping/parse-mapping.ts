import type { z } from 'zod';
import { AppError } from '../../schema/errors.ts';
import { type CatalogMapping, catalogMappingSchema } from './catalog-mapping.ts';
import { nearest } from './nearest.ts';

/**
 * A catalog mapping from its JSON.
 * @throws AppError `MAPPING_INVALID` naming `name`, and every path in it with what was expected there.
 */
export function parseMapping(json: unknown, name: string): CatalogMapping {
  return parseMappingWith(catalogMappingSchema, json, { name, guide: 'docs/mapping.md' });
}

/** `parseMapping` for any kind of mapping. `guide` shows what such a mapping looks like. */
export function parseMappingWith<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  json: unknown,
  { name, guide }: { readonly name: string; readonly guide: string },
): z.infer<z.ZodObject<Shape>> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const known = Object.keys(schema.shape);
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, { known, guide }));
  throw new AppError('MAPPING_INVALID', `Mapping ${name} has ${faults.length} fault(s):\n  ${faults.join('\n  ')}`);
}

function faultsOf(issue: z.core.$ZodIssue, { known, guide }: { readonly known: readonly string[]; readonly guide: string }): string[] {
  const path = issue.path.join('.') || 'the mapping itself';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const near = issue.path.length === 0 ? nearest(key, known) : null;
      return `${[...issue.path, key].join('.')}: unknown${near === null ? '' : `; did you mean "${near}"?`}`;
    });
  }
  if (issue.code === 'invalid_union') return [`${path}: expected a column's name, or an object as ${guide} shows`];
  return [`${path}: ${issue.message}`];
}
