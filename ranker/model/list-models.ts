import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The directories of models in a folder, by name; empty where the folder is not there. Temporary folders of a write under way
 * or cut short begin with a dot and are left out.
 */
export async function listModels(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .toSorted()
    .map((name) => join(folder, name));
}
