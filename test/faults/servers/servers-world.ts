import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Db, MongoClient } from 'mongodb';
import { uniqueNamespace } from '../../support/servers.ts';
import { runAisle } from '../../cli/run-aisle.ts';
import { createClients } from '../rounds/create-clients.ts';
import { untilSearchable } from '../rounds/until-searchable.ts';
import type { World } from '../rounds/world.ts';
import { createMongoWriter } from './mongo-writer.ts';
import { moveReplicaSet } from './move-replica-set.ts';
import { type StallProxy, startStallProxy } from './stall-proxy.ts';
import { superviseProcess, type SupervisedProcess } from './supervised-process.ts';
import { type ServerKind, startServer, type SupervisedServer } from './supervised-server.ts';

export const SUBGRAPHS = ['catalog', 'users', 'recommendations'] as const;

/** MB of changes that MongoDB keeps: enough for what is written while something is away, and little enough to be overrun. */
const OPLOG_MB = 64;
/** Between checkpoints: MongoDB drops no change that it would need after a crash. What is younger, a kill leaves to the journal. */
const CHECKPOINT_SECONDS = 3;

/** A server, and the network before it, which is the only way to it for the shop's processes. */
export interface PlacedServer {
  readonly server: SupervisedServer;
  readonly proxy: StallProxy;
}

/** A shop of real servers and of processes that are served alone. */
export interface ServersWorld extends World {
  readonly servers: Readonly<Record<ServerKind, PlacedServer>>;
  readonly subgraphs: readonly SupervisedProcess[];
  /** Two, of which the first is always there; the second is started by who needs it. */
  readonly indexers: readonly [SupervisedProcess, SupervisedProcess];
  /** The shop's database, past the network before it. */
  readonly database: Db;
  /** Moves the clock of all of the shop's processes to an offset from the machine's, milliseconds. */
  setClocks(offsetMs: number): Promise<void>;
}

/** Starts servers on free ports, then the shop's processes, all at once, as a cluster does. */
export async function openServersWorld(): Promise<ServersWorld> {
  await using opened = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'aisle-faults-'));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const [mongod, elasticsearch, redis] = await Promise.all([
    place(opened, 'mongod', { MONGO_ARGS: `--oplogSize ${OPLOG_MB} --syncdelay ${CHECKPOINT_SECONDS}` }),
    place(opened, 'elasticsearch'),
    place(opened, 'redis'),
  ]);
  await moveReplicaSet(mongod.server.port, mongod.proxy.port);
  const namespace = uniqueNamespace();
  const client = opened.use(new MongoClient(`mongodb://127.0.0.1:${mongod.server.port}/?directConnection=true`, { serverSelectionTimeoutMS: 2_000 }));
  const database = client.db(namespace);

  const clock = join(dataDir, 'clock');
  await writeFile(clock, '0');
  const servers = {
    MONGODB_URL: `mongodb://127.0.0.1:${mongod.proxy.port}/?replicaSet=rs0`,
    ELASTICSEARCH_URL: `http://127.0.0.1:${elasticsearch.proxy.port}`,
    REDIS_URL: `redis://127.0.0.1:${redis.proxy.port}`,
    AISLE_NAMESPACE: namespace,
  };
  let gatewayUrl: string | null = null;
  const clients = createClients(() => gatewayUrl);
  const clocked = {
    ...servers,
    ...clients.environment,
    CLOCK: clock,
    NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'movable-clock.ts')).href}`,
  };
  const supervise = async (only: string, more: { readonly name?: string; readonly environment?: Readonly<Record<string, string>> } = {}): Promise<SupervisedProcess> =>
    opened.use(await superviseProcess({ only, name: more.name ?? only, dataDir, environment: { ...clocked, ...more.environment } }));

  const subgraphs: SupervisedProcess[] = [];
  const urls: Record<string, string> = {};
  for (const name of SUBGRAPHS) {
    const subgraph = await supervise(name);
    subgraphs.push(subgraph);
    urls[`AISLE_${name.toUpperCase()}_URL`] = subgraph.url;
  }
  const indexers = [await supervise('indexer', { name: 'indexer-1' }), await supervise('indexer', { name: 'indexer-2' })] as const;
  const gateway = await supervise('gateway', { environment: urls });
  await Promise.all([indexers[0], ...subgraphs, gateway].map((process) => process.start()));
  gatewayUrl = `${gateway.url}/graphql`;

  const processes = [...subgraphs, ...indexers, gateway];
  const world: World = {
    send: clients.send,
    aisle: (args) => runAisle([...args, '--data', dataDir], servers),
    strangers: [createMongoWriter(database)],
    mishaps: () => processes.flatMap((process) => process.mishaps()),
    lastWords: () => processes.map((process) => `${process.name}: ${process.lastWords()}`).join('\n'),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
  await untilSearchable(world, Math.random);
  const resources = opened.move();
  return {
    ...world,
    servers: { mongod, elasticsearch, redis },
    subgraphs,
    indexers,
    database,
    async setClocks(offsetMs) {
      await writeFile(clock, String(offsetMs));
      for (const process of processes) process.signal('SIGUSR2');
    },
  };
}

async function place(opened: AsyncDisposableStack, kind: ServerKind, environment: Readonly<Record<string, string>> = {}): Promise<PlacedServer> {
  const server = opened.use(await startServer(kind, environment));
  return { server, proxy: opened.use(await startStallProxy(server.port)) };
}
