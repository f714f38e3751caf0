import { randomBytes } from 'node:crypto';

const set = (name: string): string | null => process.env[name] || null;

/** Servers that the suites run on too, by their environment variables; null: not given, and their suites are skipped. */
export const SERVERS = {
  mongodbUrl: set('MONGODB_URL'),
  elasticsearchUrl: set('ELASTICSEARCH_URL'),
  redisUrl: set('REDIS_URL'),
} as const;

/** A name for a database, index or key prefix that no other test has. */
export function uniqueNamespace(): string {
  return `aisle-test-${randomBytes(6).toString('hex')}`;
}
