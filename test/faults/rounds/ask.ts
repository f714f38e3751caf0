import type { Outcome } from './product-writer.ts';
import type { Answer, World } from './world.ts';

export type Asked = { readonly outcome: 'acknowledged'; readonly data: NonNullable<Answer['data']> } | { readonly outcome: Exclude<Outcome, 'acknowledged'> };

/**
 * Sends a mutation once and says what came of it. Being away is no fault of a shop that something is done to, so
 * UNAVAILABLE leaves it in doubt.
 * @throws Error where the shop answers with any other error.
 */
export async function ask(world: Pick<World, 'send'>, mutation: string, variables: Readonly<Record<string, unknown>>, shopper?: string): Promise<Asked> {
  let answer: Answer;
  try {
    answer = await world.send(mutation, variables, shopper);
  } catch (error) {
    if (!(error instanceof TypeError) || error.cause === undefined) throw error;
    return { outcome: (error.cause as { code?: string }).code === 'ECONNREFUSED' ? 'unsent' : 'in doubt' };
  }
  const { data, errors = [] } = answer;
  if (errors.length === 0 && data !== null) return { outcome: 'acknowledged', data };
  if (errors.length > 0 && errors.every(({ extensions }) => extensions?.code === 'UNAVAILABLE')) return { outcome: 'in doubt' };
  throw new Error(`A call was answered with ${JSON.stringify(answer)}`);
}
