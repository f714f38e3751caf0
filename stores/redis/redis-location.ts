import { AppError } from '../../schema/errors.ts';

/** Where Redis is, and how to get in. */
export interface RedisLocation {
  /** One server, or nodes of a cluster, from which the others are found. */
  readonly kind: 'server' | 'cluster';
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly username: string | null;
  readonly password: string | null;
  readonly tls: boolean;
  /** Number of the database; 0 on a cluster, which has one. */
  readonly database: number;
}

const DEFAULT_PORT = 6379;

/**
 * Reads `redis[s]://[user:password@]host[:port][,host[:port]...][/database][?cluster=true]`. Several hosts are nodes of a
 * cluster; `?cluster=true` says that a single one is, too, such as the one address of a managed cluster.
 * @throws AppError `CONFIGURATION_INVALID`; the message does not repeat the URL, which may hold a password.
 */
export function readRedisLocation(url: string): RedisLocation {
  const [, scheme, credentials = '', hosts = '', rest = ''] = /^(rediss?):\/\/(?:([^@]*)@)?([^/?@]+)(.*)$/.exec(url) ?? [];
  if (scheme === undefined) throw invalid('redis:// or rediss://, then host and port');
  const nodes = hosts.split(',').map(readNode);
  const { pathname, searchParams } = new URL(rest, `${scheme}://host`);
  const database = Number(pathname.slice(1) || '0');
  if (!Number.isSafeInteger(database)) throw invalid('the number of a database after the last "/"');
  const kind = nodes.length > 1 || searchParams.get('cluster') === 'true' ? 'cluster' : 'server';
  if (kind === 'cluster' && database !== 0) throw invalid('no database, since a cluster has only the first');
  const [username = '', password = null] = credentials.includes(':') ? splitOnce(credentials).map(decodeURIComponent) : [credentials];
  return { kind, nodes, username: username || null, password, tls: scheme === 'rediss', database };
}

function readNode(text: string): RedisLocation['nodes'][number] {
  const [, bracketed, plain, port] = /^(?:\[([\da-fA-F:]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) throw invalid('hosts such as name:6379, 10.0.0.1:6379 or [::1]:6379, separated by commas');
  return { host, port: port === undefined ? DEFAULT_PORT : Number(port) };
}

function splitOnce(credentials: string): string[] {
  const colon = credentials.indexOf(':');
  return [credentials.slice(0, colon), credentials.slice(colon + 1)];
}

function invalid(expected: string): AppError {
  return new AppError('CONFIGURATION_INVALID', `REDIS_URL: expected ${expected}; docs/redis.md has examples.`);
}
