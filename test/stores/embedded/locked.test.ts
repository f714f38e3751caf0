import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openEmbeddedCatalog, ownFolder } from '../../../stores/embedded/index.ts';
import { source } from '../../contracts/support/samples.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const LOCKING = `
  import { DatabaseSync } from 'node:sqlite';
  const database = new DatabaseSync(process.argv[1]);
  database.exec('BEGIN EXCLUSIVE');
  console.log('locked');
  process.stdin.resume().on('end', () => process.exit(0));
`;

/** Another process that holds the write lock of a database until it is told to end. */
async function lockedElsewhere(path: string): Promise<{ release(): Promise<void>; kill(): Promise<void> }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', LOCKING, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  return {
    async release() {
      child.stdin.end();
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

it('refuses a write while another process holds the lock, reads on, and goes on by itself afterwards', async () => {
  await using folder = await temporaryFolder();
  await using catalog = await openEmbeddedCatalog({ dataDir: folder.path, now: () => 1, busyTimeoutMs: 50 });
  await catalog.putSources([source('before')]);
  const lock = await lockedElsewhere(join(folder.path, 'catalog.db'));
  await expect(catalog.putSources([source('refused')])).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  expect((await catalog.scanSources(null, 10)).map(({ id }) => id)).toEqual(['before']);
  await lock.release();
  await catalog.putSources([source('after')]);
  expect((await catalog.scanSources(null, 10)).map(({ id }) => id)).toEqual(['after', 'before']);
});

it('waits for a lock that is released in time', async () => {
  await using folder = await temporaryFolder();
  await using catalog = await openEmbeddedCatalog({ dataDir: folder.path, now: () => 1, busyTimeoutMs: 60_000 });
  const lock = await lockedElsewhere(join(folder.path, 'catalog.db'));
  const writing = catalog.putSources([source('a')]);
  await lock.release();
  await expect(writing).resolves.toBe(1n);
});

it('lets one process own a folder, until it ends in whatever way', async () => {
  await using folder = await temporaryFolder();
  {
    using _owned = ownFolder(folder.path);
  }
  const owner = await lockedElsewhere(join(folder.path, 'owner.lock'));
  expect(() => ownFolder(folder.path)).toThrowError(expect.objectContaining({ code: 'STORE_LOCKED' }) as Error);
  await owner.kill();
  using _again = ownFolder(folder.path);
});
