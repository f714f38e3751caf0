import { z } from 'zod';
import { AppError } from '../schema/errors.ts';
import type { SubgraphName } from '../schema/subgraph-request.ts';
import type { ProcessName } from './processes/process-name.ts';
import type { ServerSettings } from './stores/server-settings.ts';

const secret = z.string().min(32, 'expected at least 32 characters');

const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine((value) => URL.canParse(value.replace(/,[^/?]*/, '')) && protocols.includes(new URL(value.replace(/,[^/?]*/, '')).protocol), {
      message: `expected a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    })
    .optional();

const isOrigin = (value: string): boolean =>
  URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && `${new URL(value).origin}/` === new URL(value).href;

/** Of a process of ours; which paths it answers is for us to know. */
const origin = z
  .string()
  .refine(isOrigin, {
    message: 'expected http:// or https://, host and port, such as http://catalog:4001, and no path',
  })
  .transform((value) => new URL(value).origin)
  .optional();

/** As browsers send them: without the port that goes without saying. */
const origins = z
  .string()
  .transform((value) => value.split(',').map((each) => each.trim()))
  .refine((each) => each.every((value) => isOrigin(value) && !value.includes('*')), {
    message: 'expected origins such as https://shop.example, without a path or a *, separated by commas',
  })
  .transform((each) => each.map((value) => new URL(value).origin));

/** Environment variables and what they must look like; a variable set to the empty string counts as not set. */
const environmentSchema = z.object({
  AISLE_TOKEN_SECRET: secret.optional(),
  AISLE_VISITOR_SECRET: secret.optional(),
  AISLE_SUBGRAPH_SECRET: secret.optional(),
  AISLE_TEXT_MODEL: z.string().optional(),
  AISLE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  MONGODB_URL: url(['mongodb:', 'mongodb+srv:']),
  ELASTICSEARCH_URL: url(['http:', 'https:']),
  REDIS_URL: url(['redis:', 'rediss:']),
  AISLE_NAMESPACE: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,38}$/, 'expected 1 to 39 lower case letters, digits and hyphens, a letter first')
    .default('aisle'),
  AISLE_MONGODB_PRODUCTS: z
    .string()
    .regex(/^[^.$\s]+\.[^$\s]+$/, 'expected <database>.<collection>, such as shop.products')
    .optional(),
  AISLE_MONGODB_MAPPING: z.string().optional(),
  AISLE_CATALOG_URL: origin,
  AISLE_USERS_URL: origin,
  AISLE_RECOMMENDATIONS_URL: origin,
  AISLE_ALLOWED_ORIGINS: origins.optional(),
  AISLE_SUPERGRAPH: z.string().optional(),
  AISLE_PATIENCE: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'expected a whole number from 1 to 100')
    .transform(Number)
    .default(1),
  NODE_ENV: z.string().optional(),
});

type Variable = keyof z.infer<typeof environmentSchema>;

/** All that Aisle reads of its environment. */
export const VARIABLES: readonly string[] = Object.keys(environmentSchema.shape);

const STORE_URLS = ['MONGODB_URL', 'ELASTICSEARCH_URL', 'REDIS_URL'] as const satisfies readonly Variable[];

/** A process alone can make up neither a store nor a secret: its neighbours would not know them. */
const NEEDED: Readonly<Record<ProcessName, readonly Variable[]>> = {
  gateway: [
    ...STORE_URLS,
    'AISLE_CATALOG_URL',
    'AISLE_USERS_URL',
    'AISLE_RECOMMENDATIONS_URL',
    'AISLE_TOKEN_SECRET',
    'AISLE_VISITOR_SECRET',
    'AISLE_SUBGRAPH_SECRET',
  ],
  catalog: [...STORE_URLS, 'AISLE_SUBGRAPH_SECRET'],
  users: [...STORE_URLS, 'AISLE_SUBGRAPH_SECRET'],
  recommendations: [...STORE_URLS, 'AISLE_SUBGRAPH_SECRET'],
  indexer: STORE_URLS,
};

export interface Configuration {
  /** Those set by the operator; what is absent is made and kept in the data folder. */
  readonly secrets: { readonly token?: string; readonly visitor?: string; readonly subgraph?: string };
  /** Stores that are servers. */
  readonly servers: ServerSettings;
  /** Where the gateway finds its subgraphs; null where it is not said. */
  readonly subgraphs: Readonly<Record<SubgraphName, string | null>>;
  /** Whose pages may ask the gateway from a browser. */
  readonly allowedOrigins: readonly string[];
  /** How many times as long as usual a request waits for other parts before it is answered without them. */
  readonly patience: number;
  readonly logLevel: z.infer<typeof environmentSchema>['AISLE_LOG_LEVEL'];
  /** Folder of a sentence model that encodes texts; null: a token table does (docs/text-encoder.md). */
  readonly textModelDir: string | null;
  /** File of the composed schema; null: the one of this release. */
  readonly supergraph: string | null;
  /** Explorer and introspection are there unless NODE_ENV is `production`. */
  readonly development: boolean;
}

/**
 * The configuration that the environment gives.
 * @param only - The process that is to be served alone; what it needs must be there then.
 * @throws AppError `CONFIGURATION_INVALID` listing every fault at once, by name; values are not repeated, since they may be secrets.
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>, only: ProcessName | null = null): Configuration {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(set);
  const missing = only === null ? [] : NEEDED[only].filter((name) => !(name in set));
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)),
    ...missing.map((name) => `${name}: missing; "aisle serve --only ${only}" needs it`),
  ];
  if (!parsed.success || faults.length > 0) {
    throw new AppError('CONFIGURATION_INVALID', `The environment has ${faults.length} fault(s):\n  ${faults.join('\n  ')}`);
  }
  const { AISLE_TOKEN_SECRET: token, AISLE_VISITOR_SECRET: visitor, AISLE_SUBGRAPH_SECRET: subgraph } = parsed.data;
  return {
    secrets: {
      ...(token === undefined ? {} : { token }),
      ...(visitor === undefined ? {} : { visitor }),
      ...(subgraph === undefined ? {} : { subgraph }),
    },
    servers: {
      mongodbUrl: parsed.data.MONGODB_URL ?? null,
      elasticsearchUrl: parsed.data.ELASTICSEARCH_URL ?? null,
      redisUrl: parsed.data.REDIS_URL ?? null,
      namespace: parsed.data.AISLE_NAMESPACE,
      mongodbProducts: parsed.data.AISLE_MONGODB_PRODUCTS ?? null,
      mongodbMapping: parsed.data.AISLE_MONGODB_MAPPING ?? null,
    },
    subgraphs: {
      catalog: parsed.data.AISLE_CATALOG_URL ?? null,
      users: parsed.data.AISLE_USERS_URL ?? null,
      recommendations: parsed.data.AISLE_RECOMMENDATIONS_URL ?? null,
    },
    allowedOrigins: parsed.data.AISLE_ALLOWED_ORIGINS ?? [],
    textModelDir: parsed.data.AISLE_TEXT_MODEL ?? null,
    supergraph: parsed.data.AISLE_SUPERGRAPH ?? null,
    patience: parsed.data.AISLE_PATIENCE,
    logLevel: parsed.data.AISLE_LOG_LEVEL,
    development: parsed.data.NODE_ENV !== 'production',
  };
}
