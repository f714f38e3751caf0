import { AppError } from '../../schema/errors.ts';
import { attributeKey } from '../../stores/ports/product.ts';
import { KEYWORD_FIELDS, NUMERIC_FIELDS, type IndexField } from '../../stores/ports/search-index.ts';
import { quoted } from './invalid-input.ts';
import { nearestName } from './nearest-name.ts';

const PLAIN_FIELDS: readonly IndexField[] = ['category', 'brand', 'price', 'rating', 'availability'];
const ATTRIBUTE_PREFIX = 'attributes.';
const FIELD_LENGTH_MAX = 200;

/** @throws AppError `FILTER_FIELD_UNKNOWN`; `path` names the place in the arguments. */
export function parseField(field: string, path: string): IndexField {
  const plain = PLAIN_FIELDS.find((known) => known === field);
  if (plain !== undefined) return plain;
  if (field.startsWith(ATTRIBUTE_PREFIX) && field.length <= FIELD_LENGTH_MAX) {
    const key = attributeKey(field.slice(ATTRIBUTE_PREFIX.length));
    if (key !== '' && !/\p{Cc}/u.test(key)) return `attributes.${key}`;
  }
  const known = `${PLAIN_FIELDS.join(', ')} or ${ATTRIBUTE_PREFIX}<name>`;
  const nearest = nearestName(field.slice(0, FIELD_LENGTH_MAX), [...PLAIN_FIELDS, 'attributes.<name>']);
  const hint = nearest === null ? '' : ` Did you mean \`${nearest}\`?`;
  throw new AppError('FILTER_FIELD_UNKNOWN', `\`${path}\`: expected ${known}, got ${quoted(field)}.${hint}`, {
    details: { path },
  });
}

export function isNumericField(field: IndexField): boolean {
  return NUMERIC_FIELDS.some((known) => known === field);
}

export function isKeywordField(field: IndexField): boolean {
  return KEYWORD_FIELDS.some((known) => known === field);
}
