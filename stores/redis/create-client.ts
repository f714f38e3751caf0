import { Cluster, type ClusterOptions, Redis } from 'ioredis';
import type { RedisLocation } from './redis-location.ts';

export type RedisClient = Redis | Cluster;

/**
 * How long a server that was asked may say nothing at all before the connection counts as dead, milliseconds. Generous beside
 * the deadlines of callers: a process whose event loop was busy must not take its own delay for the server's.
 */
const SILENCE_MS = 1_000;

/** Longest pause between two attempts to connect, milliseconds. */
const RECONNECT_MAX_MS = 1_000;

const pauseBefore = (attempt: number): number => Math.min(RECONNECT_MAX_MS, 50 * attempt);

export interface ClientOptions {
  /** Whether it subscribes to channels, which on a cluster takes a connection to each node that has one; false by default. */
  readonly listens?: boolean;
}

/** A client that is not connected yet. Where it has no connection its commands fail at once, and none is sent twice. */
export function createClient(location: RedisLocation, { listens = false }: ClientOptions = {}): RedisClient {
  const options = { ...entryOf(location), connectTimeout: SILENCE_MS, socketTimeout: SILENCE_MS, maxRetriesPerRequest: 0, autoResendUnfulfilledCommands: false };
  const atOnce = { lazyConnect: true, enableOfflineQueue: false };
  const { kind, nodes, database } = location;
  if (kind === 'server') return new Redis({ ...nodes[0], ...options, ...atOnce, db: database, retryStrategy: pauseBefore });
  return new Cluster([...nodes], {
    ...atOnce,
    ...namesOf(location),
    redisOptions: options,
    shardedSubscribers: listens,
    clusterRetryStrategy: pauseBefore,
    slotsRefreshTimeout: SILENCE_MS,
    // Callers go on without the cache during a failover; their calls do not wait for its end.
    maxRedirections: 2,
    retryDelayOnFailover: 50,
    retryDelayOnClusterDown: 50,
  });
}

/** A client as BullMQ wants it: its commands wait for as long as the server is away. */
export function createQueueClient(location: RedisLocation): RedisClient {
  const { kind, nodes, database } = location;
  const options = { ...entryOf(location), maxRetriesPerRequest: null };
  if (kind === 'server') return new Redis({ ...nodes[0], ...options, db: database, retryStrategy: pauseBefore });
  return new Cluster([...nodes], { ...namesOf(location), redisOptions: options, clusterRetryStrategy: pauseBefore });
}

function entryOf({ username, password, tls }: RedisLocation) {
  return {
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
    connectionName: 'aisle',
  };
}

/** How a cluster's names are looked up: with TLS not at all, since the certificate is for the name. */
function namesOf({ tls }: RedisLocation): Pick<ClusterOptions, 'dnsLookup'> {
  return tls ? { dnsLookup: (name, callback) => callback(null, name) } : {};
}
