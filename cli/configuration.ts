import { z } from 'zod';
import { AppError } from '../schema/errors.ts';
import type { ServerSettings } from './stores/server-settings.ts';

const secret = z.string().min(32, 'expected at least 32 characters');

const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine((value) => URL.canParse(value.replace(/,[^/?]*/, '')) && protocols.includes(new URL(value.replace(/,[^/?]*/, '')).protocol), {
      message: `expected a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    })
    .optional();

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
  NODE_ENV: z.string().optional(),
});

/** Servers whose adapters are not there yet. */
const NOT_YET = ['MONGODB_URL', 'ELASTICSEARCH_URL'] as const;

export interface Configuration {
  /** Those set by the operator; what is absent is made and kept in the data folder. */
  readonly secrets: { readonly token?: string; readonly visitor?: string; readonly subgraph?: string };
  /** Stores that are servers. */
  readonly servers: ServerSettings;
  readonly logLevel: z.infer<typeof environmentSchema>['AISLE_LOG_LEVEL'];
  /** Folder of a sentence model that encodes texts; null: a token table does (docs/text-encoder.md). */
  readonly textModelDir: string | null;
  /** Explorer and introspection are there unless NODE_ENV is `production`. */
  readonly development: boolean;
}

/**
 * The configuration that the environment gives.
 * @throws AppError `CONFIGURATION_INVALID` listing every fault at once, by name; values are not repeated, since they may be secrets.
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(set);
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)),
    // Better refused than silently not used: an operator who sets one expects the data there.
    ...NOT_YET.filter((name) => name in set).map((name) => `${name}: not supported by this release; unset it to use the embedded store`),
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
    },
    textModelDir: parsed.data.AISLE_TEXT_MODEL ?? null,
    logLevel: parsed.data.AISLE_LOG_LEVEL,
    development: parsed.data.NODE_ENV !== 'production',
  };
}
