import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subgraphFault, type SubgraphFault } from '../../gateway/subgraph/subgraph-fault.ts';
import { withBreaker } from '../../gateway/subgraph/with-breaker.ts';
import { ANONYMOUS } from '../../schema/identity.ts';
import type { SubgraphResponse } from '../../schema/subgraph-request.ts';

const REQUEST = { query: '{ me }', variables: {}, operationName: null, identity: ANONYMOUS, requestId: 'r', signal: new AbortController().signal };

/** A breaker whose calls end when the test says so. */
function openBreaker({ failures = 3, coolDownMs = 100 } = {}) {
  let clock = 0;
  const pending: PromiseWithResolvers<SubgraphResponse>[] = [];
  const changes: boolean[] = [];
  const execute = withBreaker(
    () => {
      const call = Promise.withResolvers<SubgraphResponse>();
      pending.push(call);
      return call.promise;
    },
    { failures, coolDownMs, now: () => clock, onChange: (open) => changes.push(open) },
  );
  return {
    changes,
    tick: (ms: number) => {
      clock += ms;
    },
    /** Begins a call; null where it was not let through. */
    begin() {
      const before = pending.length;
      const call = execute(REQUEST);
      const settled = Promise.allSettled([call]);
      const inner = pending[before];
      return inner === undefined
        ? null
        : {
            answer: async () => {
              inner.resolve({ data: {} });
              await settled;
            },
            fail: async (error: SubgraphFault | Error) => {
              inner.reject(typeof error === 'string' ? subgraphFault(error) : error);
              await settled;
            },
          };
    },
  };
}

describe('the circuit breaker', () => {
  it('opens after the given failures in a row', async () => {
    const breaker = openBreaker();
    await breaker.begin()!.fail('connection');
    await breaker.begin()!.fail('status');
    await breaker.begin()!.answer();
    await breaker.begin()!.fail('connection');
    await breaker.begin()!.fail('garbage');
    expect(breaker.changes).toEqual([]);
    await breaker.begin()!.fail('connection');
    expect(breaker.changes).toEqual([true]);
    expect(breaker.begin()).toBeNull();
  });

  it('opens at once on a deadline during which nobody was answered', async () => {
    const breaker = openBreaker();
    await breaker.begin()!.answer();
    await breaker.begin()!.fail('deadline');
    expect(breaker.begin()).toBeNull();
  });

  it('stays closed where only one of the requests was too slow', async () => {
    const breaker = openBreaker();
    const slow = breaker.begin()!;
    await breaker.begin()!.answer();
    await slow.fail('deadline');
    expect(breaker.begin()).not.toBeNull();
  });

  it('lets one call probe after the cool-down, and closes on its answer', async () => {
    const breaker = openBreaker();
    await breaker.begin()!.fail('deadline');
    breaker.tick(99);
    expect(breaker.begin()).toBeNull();
    breaker.tick(1);
    const probe = breaker.begin()!;
    expect(breaker.begin()).toBeNull();
    await probe.answer();
    expect(breaker.begin()).not.toBeNull();
    expect(breaker.changes).toEqual([true, false]);
  });

  it('waits again where the probe fails', async () => {
    const breaker = openBreaker();
    await breaker.begin()!.fail('deadline');
    breaker.tick(100);
    await breaker.begin()!.fail('connection');
    expect(breaker.begin()).toBeNull();
    breaker.tick(100);
    expect(breaker.begin()).not.toBeNull();
    expect(breaker.changes).toEqual([true]);
  });

  it('lets another call probe where the first was given up by its client', async () => {
    const breaker = openBreaker();
    await breaker.begin()!.fail('deadline');
    breaker.tick(100);
    await breaker.begin()!.fail(new Error('The client went away.'));
    expect(breaker.begin()).not.toBeNull();
  });

  it.each([new Error('The client went away.'), 'too-large' as const])('counts nothing that one request alone is to blame for: %s', async (fault) => {
    const breaker = openBreaker();
    for (let round = 0; round < 10; round++) await breaker.begin()!.fail(fault);
    expect(breaker.begin()).not.toBeNull();
  });

  it('never refuses for longer than the cool-down, and never while all is well', async () => {
    const step = fc.constantFrom('answer', 'connection', 'deadline', 'given up', 'tick');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const breaker = openBreaker();
        let failedSinceAnswer = false;
        for (const what of steps) {
          if (what === 'tick') {
            breaker.tick(30);
            continue;
          }
          const call = breaker.begin();
          expect(call !== null || failedSinceAnswer).toBe(true);
          if (what === 'answer') await call?.answer();
          else await call?.fail(what === 'given up' ? new Error(what) : what);
          if (call !== null && what !== 'given up') failedSinceAnswer = what !== 'answer';
        }
        breaker.tick(100);
        expect(breaker.begin()).not.toBeNull();
      }),
    );
  });
});
