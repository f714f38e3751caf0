import { AppError } from '../schema/errors.ts';

export function isIndexUnavailable(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'SEARCH_INDEX_UNAVAILABLE';
}
