import type { z } from 'zod';
import { AppError } from '../../schema/errors.ts';
import { type CatalogMapping, catalogMappingSchema } from './catalog-mapping.ts';
import { nearest } from './nearest.ts';

const KNOWN = Object.keys(catalogMappingSchema.shape);

/**
 * A mapping from its JSON.
 * @throws AppError `MAPPING_INVALID` naming `name`, and every path in it with what was expected there.
 */
export function parseMapping(json: unknown, name: string): CatalogMapping {
  const parsed = catalogMappingSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue));
  throw new AppError('MAPPING_INVALID', `Mapping ${name} has ${faults.length} fault(s):\n  ${faults.join('\n  ')}`);
}

function faultsOf(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.join('.') || 'the mapping itself';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const near = issue.path.length === 0 ? nearest(key, KNOWN) : null;
      return `${[...issue.path, key].join('.')}: unknown${near === null ? '' : `; did you mean "${near}"?`}`;
    });
  }
  if (issue.code === 'invalid_union') return [`${path}: expected a column's name, or an object as docs/mapping.md shows`];
  return [`${path}: ${issue.message}`];
}
