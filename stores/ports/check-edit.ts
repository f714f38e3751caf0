import { AppError } from '../../schema/errors.ts';

/** What an edit must find; the same words from every adapter of `VersionedStore`. Each check throws, so that nothing is written. */

/** @throws AppError `NOT_FOUND` where there is no entry, or it was deleted. */
export function checkPresent<T extends { readonly content: unknown }>(stored: T | null | undefined, id: string): T {
  if (stored == null || stored.content === null) throw entryNotFound(id);
  return stored;
}

export function entryNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', `\`id\`: expected an entry that is there, got ${JSON.stringify(id)}.`);
}

/** @throws AppError `INVARIANT_BROKEN` where the id is that of an entry, deleted ones included. */
export function checkNew(stored: unknown, id: string): void {
  if (stored != null) throw new AppError('INVARIANT_BROKEN', `Expected a new id, got "${id}", which has been used.`);
}

/** @throws AppError `VERSION_CONFLICT` where `ifVersion` is none of those that are current, the first of which is named. */
export function checkVersion(ifVersion: number, current: readonly number[], id: string): void {
  if (current.includes(ifVersion)) return;
  throw new AppError('VERSION_CONFLICT', `\`ifVersion\`: expected ${current[0]}, the current version of ${JSON.stringify(id)}, got ${ifVersion}.`);
}

/** @throws AppError `NOT_FOUND` where the version holds no content, or there is none such. */
export function checkRevertible<Content>(earlier: Content | null | undefined, toVersion: number, { id, version }: { readonly id: string; readonly version: number }): Content {
  if (earlier != null) return earlier;
  throw new AppError('NOT_FOUND', `\`toVersion\`: expected a version of "${id}" from 1 to ${version} that holds content, got ${toVersion}.`);
}
