import { EMBEDDED, type ServerSettings } from '../../cli/stores/server-settings.ts';
import { dropNamespace } from './drop-namespace.ts';
import { SERVERS, uniqueNamespace } from './servers.ts';

type Urls = Pick<ServerSettings, 'mongodbUrl' | 'elasticsearchUrl' | 'redisUrl'>;

/** What a whole shop is tried on. */
export interface World {
  /** Such as `embedded`, or `MongoDB and Redis`. */
  readonly name: string;
  readonly urls: Urls;
}

const NAMES: Readonly<Record<keyof Urls, string>> = { mongodbUrl: 'MongoDB', elasticsearchUrl: 'Elasticsearch', redisUrl: 'Redis' };
const NONE: Urls = { mongodbUrl: null, elasticsearchUrl: null, redisUrl: null };

const given = (Object.keys(NAMES) as (keyof Urls)[]).filter((key) => SERVERS[key] !== null);

/** Nothing but this machine. */
export const EMBEDDED_WORLD: World = { name: 'embedded', urls: NONE };

/** All stores on servers; null where not all three URLs are set. */
export const SERVERS_WORLD: World | null = given.length === 3 ? worldOf(given) : null;

/** The embedded world, and that of the servers that are given, together. */
export const WORLDS: readonly World[] = [EMBEDDED_WORLD, ...(given.length === 0 ? [] : [worldOf(given)])];

/** One server each, where several are given; what is not on it is embedded. */
export const MIXES: readonly World[] = given.length < 2 ? [] : given.map((key) => worldOf([key]));

function worldOf(keys: readonly (keyof Urls)[]): World {
  return {
    name: keys.map((key) => NAMES[key]).join(', ').replace(/, (?=[^,]*$)/, ' and '),
    urls: { ...NONE, ...Object.fromEntries(keys.map((key) => [key, SERVERS[key]])) },
  };
}

/** Room for one shop in a world. */
export interface Place extends AsyncDisposable {
  readonly servers: ServerSettings;
  /** The same, for a process. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A place that no other test has; what is on servers is dropped with it. */
export function makePlace({ urls }: World): Place {
  const servers: ServerSettings = { ...EMBEDDED, ...urls, namespace: uniqueNamespace() };
  const { mongodbUrl, elasticsearchUrl, redisUrl, namespace } = servers;
  return {
    servers,
    environment: {
      ...(mongodbUrl !== null && { MONGODB_URL: mongodbUrl }),
      ...(elasticsearchUrl !== null && { ELASTICSEARCH_URL: elasticsearchUrl }),
      ...(redisUrl !== null && { REDIS_URL: redisUrl }),
      AISLE_NAMESPACE: namespace,
    },
    [Symbol.asyncDispose]: () => dropNamespace(servers),
  };
}
