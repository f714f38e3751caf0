import { z } from 'zod';
import { AppError } from '../schema/errors.ts';

const secret = z.string().min(32, 'expected at least 32 characters');

/** Environment variables and what they must look like; a variable set to the empty string counts as not set. */
const environmentSchema = z.object({
  AISLE_TOKEN_SECRET: secret.optional(),
  AISLE_VISITOR_SECRET: secret.optional(),
  AISLE_SUBGRAPH_SECRET: secret.optional(),
  AISLE_TEXT_MODEL: z.string().optional(),
  AISLE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  NODE_ENV: z.string().optional(),
});

const SERVER_VARIABLES = ['MONGODB_URL', 'ELASTICSEARCH_URL', 'REDIS_URL'] as const;

export interface Configuration {
  /** Those set by the operator; what is absent is made and kept in the data folder. */
  readonly secrets: { readonly token?: string; readonly visitor?: string; readonly subgraph?: string };
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
    ...SERVER_VARIABLES.filter((name) => name in set).map((name) => `${name}: not supported by this release; unset it to use the embedded store`),
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
    textModelDir: parsed.data.AISLE_TEXT_MODEL ?? null,
    logLevel: parsed.data.AISLE_LOG_LEVEL,
    development: parsed.data.NODE_ENV !== 'production',
  };
}
