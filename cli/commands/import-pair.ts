import { AppError } from '../../schema/errors.ts';

/** A file to import, and the mapping that says what its columns mean. */
export interface ImportPair {
  readonly file: string;
  readonly mappingFile: string;
}

/**
 * Two options that go together; null where neither is given.
 * @param option - Of the file, such as `--catalog`; the mapping's is the same with `-mapping`.
 * @throws AppError `CONFIGURATION_INVALID` naming the one that is missing.
 */
export function importPair(option: string, file: string | undefined, mappingFile: string | undefined): ImportPair | null {
  if (file === undefined && mappingFile === undefined) return null;
  if (file !== undefined && mappingFile !== undefined) return { file, mappingFile };
  const missing = file === undefined ? option : `${option}-mapping`;
  throw new AppError('CONFIGURATION_INVALID', `${option} and ${option}-mapping go together; ${missing} is missing.`);
}
