import type { RatingInput } from '../../generated/catalog.ts';
import { fault, type UserError } from '../../../schema/user-error.ts';

const AVERAGE_MAX = 5;

export function checkRating(rating: RatingInput | null | undefined): readonly UserError[] {
  if (rating == null) return [];
  const { average, count } = rating;
  return [
    ...(average >= 0 && average <= AVERAGE_MAX ? [] : [fault(['average'], 'OUT_OF_RANGE', `Expected 0 to ${AVERAGE_MAX}, got ${average}.`)]),
    ...(count >= 0 ? [] : [fault(['count'], 'NEGATIVE', `Expected at least 0, got ${count}.`)]),
  ];
}
