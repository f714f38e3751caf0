import { AppError } from '../../../schema/errors.ts';
import type { Database, DatabaseOptions } from './database.ts';

/**
 * Brings the schema up to date in one transaction; `user_version` says how far it is.
 * @throws AppError `CONFIGURATION_INVALID` where a newer release wrote the file.
 */
export function migrate(database: Database, { path, migrations }: Pick<DatabaseOptions, 'path' | 'migrations'>): void {
  const { raw } = database;
  const versionOf = (): number => Number(raw.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  const version = database.read(versionOf);
  if (version > migrations.length) {
    throw new AppError(
      'CONFIGURATION_INVALID',
      `${path} has schema version ${version}; this release knows up to ${migrations.length}. A newer release wrote it: use that one, or another folder.`,
    );
  }
  if (version === migrations.length) return;
  database.write(() => {
    // Read again inside the transaction: another process may have migrated meanwhile.
    for (const sql of migrations.slice(versionOf())) raw.exec(sql);
    raw.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}
