import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const ownerSchema = z.object({ pid: z.number(), url: z.string(), token: z.string() });

/** Where the process that has a shop open takes orders, and the secret that it wants to see. */
export type Owner = z.infer<typeof ownerSchema>;

function ownerPath(dataDir: string): string {
  return join(dataDir, 'owner.json');
}

/** Readable by its owner only: whoever has the token may change the index. */
export function writeOwner(dataDir: string, owner: Owner): void {
  const path = ownerPath(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function removeOwner(dataDir: string): void {
  rmSync(ownerPath(dataDir), { force: true });
}

/** Null where no process says that it takes orders; one that was killed may have left its word behind. */
export function readOwner(dataDir: string): Owner | null {
  const path = ownerPath(dataDir);
  if (!existsSync(path)) return null;
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
