import type { SubgraphExecutor } from '../../schema/subgraph-request.ts';
import { isMutation } from './is-mutation.ts';
import { faultOf } from './subgraph-fault.ts';

/** Repeats a query once where the connection failed, such as a kept one that the other side closed meanwhile. Never a mutation: it may have run. */
export function withRetry(execute: SubgraphExecutor): SubgraphExecutor {
  return async (request) => {
    try {
      return await execute(request);
    } catch (error) {
      if (faultOf(error) !== 'connection' || isMutation(request.query) || request.signal.aborted) throw error;
      return execute(request);
    }
  };
}
