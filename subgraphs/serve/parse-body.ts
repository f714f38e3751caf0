import { z } from 'zod';
import { AppError } from '../../schema/errors.ts';

const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export interface GraphqlBody {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/**
 * The GraphQL request in a JSON text.
 * @throws AppError `INPUT_INVALID` where it is none.
 */
export function parseBody(body: string): GraphqlBody {
  const parsed = bodySchema.safeParse(parseJson(body));
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
    throw new AppError('INPUT_INVALID', `Expected a GraphQL request as JSON; ${fields.join('; ')}.`);
  }
  const { query, variables, operationName } = parsed.data;
  return { query, variables: variables ?? {}, operationName: operationName ?? null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('INPUT_INVALID', 'Expected a body of JSON.', { cause });
  }
}
