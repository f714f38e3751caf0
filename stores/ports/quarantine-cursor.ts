import { AppError } from '../../schema/errors.ts';

/** Place after one entry of the quarantine, in its order: newest first, ties by id descending. */
export interface QuarantinePlace {
  readonly atMs: number;
  readonly id: string;
}

export function encodePlace({ atMs, id }: QuarantinePlace): string {
  return Buffer.from(JSON.stringify([atMs, id])).toString('base64url');
}

/** @throws AppError `CURSOR_INVALID` for anything that `encodePlace` did not make. */
export function decodePlace(cursor: string): QuarantinePlace {
  try {
    const [atMs, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (typeof atMs === 'number' && typeof id === 'string' && encodePlace({ atMs, id }) === cursor) return { atMs, id };
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw new AppError('CURSOR_INVALID', 'Expected `after` to be a cursor of an earlier page of the quarantine.');
}
