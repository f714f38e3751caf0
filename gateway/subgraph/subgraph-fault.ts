import { AppError, ERRORS } from '../../schema/errors.ts';

/**
 * How a call failed. `connection`: nothing was answered, and for a query the call may be repeated. `deadline`: no answer in time.
 * `status`: an HTTP status other than 200. `garbage`: not a GraphQL response. `too-large`: more than we are willing to read.
 * `breaker`: not even tried.
 */
export type SubgraphFault = 'connection' | 'deadline' | 'status' | 'garbage' | 'too-large' | 'breaker';

/** The error of a subgraph call that brought no answer; clients see its summary, logs its fault. */
export function subgraphFault(fault: SubgraphFault, { cause, status }: { cause?: unknown; status?: number } = {}): AppError {
  return new AppError('SUBGRAPH_UNAVAILABLE', ERRORS.SUBGRAPH_UNAVAILABLE.summary, {
    ...(cause === undefined ? {} : { cause }),
    details: { fault, ...(status === undefined ? {} : { status }) },
  });
}

/** The fault of an error made by `subgraphFault`; null for any other. */
export function faultOf(error: unknown): SubgraphFault | null {
  if (!(error instanceof AppError) || error.code !== 'SUBGRAPH_UNAVAILABLE') return null;
  return (error.details['fault'] as SubgraphFault | undefined) ?? null;
}
