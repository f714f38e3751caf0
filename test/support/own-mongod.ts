import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Document, MongoClient } from 'mongodb';
import { freePort } from './free-port.ts';
import { type OwnProcess, startOwnProcess } from './own-process.ts';
import { SERVERS } from './servers.ts';

/** The server's program: MONGOD says where it is, or else the server at MONGODB_URL, which may run on this machine; null: not here. */
const PROGRAM = await findProgram();

/** Whether servers can be started here, to be failed, starved and killed by a test. */
export const CAN_START_MONGOD = PROGRAM !== null;

/** A replica set of one server, of a test's own: its files outlive a kill, and started again on the same port it takes writes. */
export interface OwnMongod extends OwnProcess, AsyncDisposable {
  readonly url: string;
  /** Runs an administrative command. */
  command(command: Document): Promise<Document>;
  /** Has the next commands of these names fail as the data says: see the server's `failCommand`. Those of the test's own `command` do not. */
  fail(mode: Document | 'alwaysOn' | 'off', data?: Document): Promise<void>;
}

/** @param settings - As on the server's command line, such as `['--oplogSize', '8']`. */
export async function startMongod(settings: readonly string[] = []): Promise<OwnMongod> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'aisle-mongod-'));
  const host = `127.0.0.1:${port}`;
  const asAdmin = async <T>(work: (client: MongoClient) => Promise<T>): Promise<T> => {
    await using client = new MongoClient(`mongodb://${host}/?directConnection=true`, { appName: 'the test itself', serverSelectionTimeoutMS: 60_000 });
    return await work(client);
  };
  const command = (asked: Document): Promise<Document> => asAdmin((client) => client.db('admin').command(asked));
  const start = async (): Promise<ChildProcess> => {
    const fixed = ['--dbpath', folder, '--logpath', join(folder, 'log'), '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket', '--replSet', 'own'];
    const small = ['--wiredTigerCacheSizeGB', '0.25', '--setParameter', 'diagnosticDataCollectionEnabled=false', '--setParameter', 'enableTestCommands=1'];
    const child = spawn(PROGRAM!, [...fixed, ...small, ...settings], { stdio: 'ignore' });
    await asAdmin(async (client) => {
      const admin = client.db('admin');
      await admin.command({ replSetInitiate: { _id: 'own', members: [{ _id: 0, host }] } }).catch((error: { codeName?: string }) => {
        if (error.codeName !== 'AlreadyInitialized') throw error;
      });
      while ((await admin.command({ hello: 1 }))['isWritablePrimary'] !== true) await sleep(20);
    });
    return child;
  };
  const own = await startOwnProcess(start);
  return {
    url: `mongodb://${host}/?replicaSet=own`,
    command,
    async fail(mode, data) {
      await command({ configureFailPoint: 'failCommand', mode, ...(data === undefined ? {} : { data: { appName: 'aisle', ...data } }) });
    },
    ...own,
    async [Symbol.asyncDispose]() {
      await own.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findProgram(): Promise<string | null> {
  const runs = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
  const named = process.env['MONGOD'];
  if (named !== undefined && named !== '') return named;
  if (runs('mongod')) return 'mongod';
  if (SERVERS.mongodbUrl === null) return null;
  await using client = new MongoClient(SERVERS.mongodbUrl);
  const { argv } = (await client.db('admin').command({ getCmdLineOpts: 1 })) as unknown as { argv: readonly string[] };
  return argv[0] !== undefined && runs(argv[0]) ? argv[0] : null;
}
