/** Text fields that a schema may have. */
export const TEXT_FIELDS_MAX = 8;

/**
 * Bits for one field's term frequency, all fields sharing 32: 6 for five fields. Higher frequencies count as the
 * highest that fits; the score is long saturated there.
 */
export function frequencyBits(fields: number): number {
  return Math.min(16, Math.floor(32 / fields));
}
