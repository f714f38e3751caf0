import type { SubgraphExecutor } from '../../schema/subgraph-request.ts';
import type { BreakerSettings } from '../gateway-options.ts';
import { faultOf, type SubgraphFault, subgraphFault } from './subgraph-fault.ts';

export interface BreakerOptions extends BreakerSettings {
  readonly now: () => number;
  /** Told when calls begin to fail at once, and when they are tried again with success. */
  readonly onChange: (open: boolean) => void;
}

/** Faults that say something of the part; the others are about one request, and nobody may cut a part off for all by sending odd ones. */
const COUNTED: ReadonlySet<SubgraphFault> = new Set<SubgraphFault>(['connection', 'deadline', 'status', 'garbage']);

/**
 * Spares callers the wait for a part that does not answer.
 *
 * Opens after `failures` failures in a row, and at once on a missed deadline during which the part answered nobody, so that
 * a part that hangs costs its deadline once. Open, calls fail with fault `breaker`; after `coolDownMs` one call probes.
 * Any answer closes it, whatever errors are in the answer.
 */
export function withBreaker(execute: SubgraphExecutor, { failures, coolDownMs, now, onChange }: BreakerOptions): SubgraphExecutor {
  let openUntilMs: number | null = null;
  let probing = false;
  let failuresInARow = 0;
  let answers = 0;

  const answered = (): void => {
    answers++;
    failuresInARow = 0;
    if (openUntilMs === null) return;
    openUntilMs = null;
    onChange(false);
  };

  const failed = (fault: SubgraphFault, answersBefore: number, probe: boolean): void => {
    failuresInARow++;
    const hangs = fault === 'deadline' && answers === answersBefore;
    if (openUntilMs === null ? failuresInARow < failures && !hangs : !probe) return;
    const news = openUntilMs === null;
    openUntilMs = now() + coolDownMs;
    if (news) onChange(true);
  };

  return async (request) => {
    const probe = openUntilMs !== null;
    if (openUntilMs !== null && (probing || now() < openUntilMs)) throw subgraphFault('breaker');
    probing = probe;
    const answersBefore = answers;
    try {
      const response = await execute(request);
      answered();
      return response;
    } catch (error) {
      const fault = faultOf(error);
      if (fault !== null && COUNTED.has(fault)) failed(fault, answersBefore, probe);
      throw error;
    } finally {
      if (probe) probing = false;
    }
  };
}
