import { Cluster, Redis } from 'ioredis';
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
export function createClient({ kind, nodes, username, password, tls, database }: RedisLocation, { listens = false }: ClientOptions = {}): RedisClient {
  const options = {
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
    connectionName: 'aisle',
    connectTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
  };
  const atOnce = { lazyConnect: true, enableOfflineQueue: false };
  if (kind === 'server') return new Redis({ ...nodes[0], ...options, ...atOnce, db: database, retryStrategy: pauseBefore });
  return new Cluster([...nodes], {
    ...atOnce,
    redisOptions: options,
    shardedSubscribers: listens,
    clusterRetryStrategy: pauseBefore,
    slotsRefreshTimeout: SILENCE_MS,
    // Callers go on without the cache during a failover; their calls do not wait for its end.
    maxRedirections: 2,
    retryDelayOnFailover: 50,
    retryDelayOnClusterDown: 50,
    // The certificate is for the name, which a look-up would take away.
    ...(tls ? { dnsLookup: (name, callback) => callback(null, name) } : {}),
  });
}
