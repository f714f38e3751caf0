import type { SubgraphError, SubgraphResponse } from '../../schema/subgraph-request.ts';
import { isRecord } from '../is-record.ts';
import { subgraphFault } from './subgraph-fault.ts';

/**
 * The GraphQL response in a JSON text. Extensions of errors are kept to `code` and `reason`.
 * @throws AppError `SUBGRAPH_UNAVAILABLE` with fault `garbage` where it is none.
 */
export function readSubgraphResponse(text: string): SubgraphResponse {
  const value = parseJson(text);
  if (!isRecord(value)) throw subgraphFault('garbage');
  const { data, errors } = value;
  if (data === undefined && errors === undefined) throw subgraphFault('garbage');
  if (data !== undefined && data !== null && !isRecord(data)) throw subgraphFault('garbage');
  if (errors !== undefined && !Array.isArray(errors)) throw subgraphFault('garbage');
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map(readError) }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw subgraphFault('garbage', { cause });
  }
}

function readError(value: unknown): SubgraphError {
  if (!isRecord(value) || typeof value['message'] !== 'string') throw subgraphFault('garbage');
  const { message, path } = value;
  const extensions = isRecord(value['extensions']) ? value['extensions'] : {};
  const { code, reason } = extensions;
  return {
    message,
    ...(Array.isArray(path) ? { path: path as (string | number)[] } : {}),
    extensions: {
      code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
      ...(typeof reason === 'string' ? { reason } : {}),
    },
  };
}
