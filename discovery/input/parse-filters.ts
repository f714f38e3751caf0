import { AVAILABILITIES } from '../../stores/ports/product.ts';
import type { IndexField, IndexFilter } from '../../stores/ports/search-index.ts';
import type { FilterRequest } from '../search-types.ts';
import { checkText } from './check-text.ts';
import { invalidInput, quoted } from './invalid-input.ts';
import { nearestName } from './nearest-name.ts';
import { isKeywordField, isNumericField, parseField } from './parse-field.ts';

export const FILTERS_MAX = 50;
/** Values of one filter. */
export const FILTER_VALUES_MAX = 200;

/**
 * What the caller wrote as filters, as the index takes them.
 * @throws AppError `FILTER_FIELD_UNKNOWN` or `INPUT_INVALID`; the message begins with the place, such as `filters[1].range`.
 */
export function parseFilters(filters: readonly FilterRequest[], path = 'filters'): IndexFilter[] {
  if (filters.length > FILTERS_MAX) throw invalidInput(path, `at most ${FILTERS_MAX} filters`, String(filters.length));
  return filters.map((filter, index) => parseFilter(filter, `${path}[${index}]`));
}

function parseFilter({ field: name, values, range }: FilterRequest, path: string): IndexFilter {
  const field = parseField(name, `${path}.field`);
  if (values !== null && range !== null) throw invalidInput(path, 'either `values` or `range`', 'both');
  if (values !== null) return { field, values: parseValues(field, values, `${path}.values`), range: null };
  if (range !== null) return { field, values: null, range: parseRange(field, range, `${path}.range`) };
  throw invalidInput(path, isNumericField(field) ? '`range`' : 'either `values` or `range`', 'neither');
}

function parseValues(field: IndexField, values: readonly string[], path: string): string[] {
  if (isNumericField(field)) throw invalidInput(path, `\`range\` for the numbers of ${field}`, '`values`');
  if (values.length === 0) throw invalidInput(path, 'at least one value', 'an empty list');
  if (values.length > FILTER_VALUES_MAX) {
    throw invalidInput(path, `at most ${FILTER_VALUES_MAX} values`, String(values.length));
  }
  const parsed = values.map((value, index) => parseValue(field, value, `${path}[${index}]`));
  return [...new Set(parsed)];
}

function parseValue(field: IndexField, value: string, path: string): string {
  const trimmed = checkText(value, path).trim();
  if (trimmed === '') throw invalidInput(path, 'a value', 'an empty text');
  if (field !== 'availability') return trimmed;
  const upper = trimmed.toUpperCase();
  if (AVAILABILITIES.some((known) => known === upper)) return upper;
  const nearest = nearestName(upper, AVAILABILITIES);
  const hint = nearest === null ? '' : ` (did you mean ${nearest}?)`;
  throw invalidInput(path, `one of ${AVAILABILITIES.join(', ')}`, `${quoted(value)}${hint}`);
}

function parseRange(
  field: IndexField,
  { min, max }: { readonly min: number | null; readonly max: number | null },
  path: string,
): { readonly min: number | null; readonly max: number | null } {
  if (isKeywordField(field)) {
    throw invalidInput(path, `\`values\` for ${field}; ranges are for price, rating and attributes with numbers`, '`range`');
  }
  if (min === null && max === null) throw invalidInput(path, '`min`, `max` or both', 'neither');
  for (const [name, bound] of [['min', min], ['max', max]] as const) {
    if (bound !== null && !Number.isFinite(bound)) throw invalidInput(`${path}.${name}`, 'a finite number', String(bound));
  }
  if (min !== null && max !== null && min > max) {
    throw invalidInput(path, '`min` at most `max`', `min ${min} above max ${max}`);
  }
  return { min, max };
}
