import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { MISSING } from '../../schema/contract/missing.ts';
import { AppError } from '../../schema/errors.ts';
import { contractDifferences } from './contract-differences.ts';

/**
 * Refuses an API that breaks the contract of `schema/contract`.
 * @throws AppError `COMPOSITION_FAILED` listing each breaking difference, what is missing but not listed in
 * `schema/contract/missing.ts`, and what is listed there but is not missing.
 */
export function checkContract(api: GraphQLSchema): void {
  const { breaking, missing } = contractDifferences(readContract(), api);
  const faults = [
    ...breaking,
    ...missing.filter((at) => !MISSING.includes(at)).map((at) => `${at}: expected it in the API, or in schema/contract/missing.ts`),
    ...MISSING.filter((at) => !missing.includes(at)).map((at) => `${at}: is in the API; expected it no longer in schema/contract/missing.ts`),
  ];
  if (faults.length === 0) return;
  throw new AppError('COMPOSITION_FAILED', `The API breaks schema/contract/api.graphql:\n${faults.map((line) => `- ${line}`).join('\n')}`);
}

function readContract(): GraphQLSchema {
  return buildSchema(readFileSync(new URL('../../schema/contract/api.graphql', import.meta.url), 'utf8'));
}
