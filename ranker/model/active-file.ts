import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = 'active.json';

const activeSchema = z.object({ version: z.string() });

/** The version made active last; null where none was, or the file says nothing that can be read. */
export async function readActive(folder: string): Promise<string | null> {
  const path = join(folder, FILE);
  if (!existsSync(path)) return null;
  try {
    return activeSchema.parse(JSON.parse(await readFile(path, 'utf8'))).version;
  } catch {
    return null;
  }
}

/** Resolved means durable: the next start will find it. */
export async function writeActive(folder: string, version: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, FILE);
  {
    await using file = await open(`${path}.new`, 'w');
    await file.writeFile(`${JSON.stringify({ version })}\n`);
    await file.sync();
  }
  await rename(`${path}.new`, path);
  await using directory = await open(folder, 'r');
  await directory.sync();
}
