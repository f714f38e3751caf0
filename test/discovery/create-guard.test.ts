import { describe, expect, it } from 'vitest';
import { createGuard, type Guard } from '../../discovery/index.ts';
import { AppError } from '../../schema/errors.ts';

const { signal } = new AbortController();
const away = (): Promise<never> => Promise.reject(new AppError('USER_STORE_UNAVAILABLE', 'away'));
const hangs = (): Promise<never> => new Promise(() => undefined);
const answers = async (): Promise<string> => 'answer';

function open({ failures = 3, deadlineMs = 5 } = {}) {
  let clock = 0;
  const guard = createGuard({ deadlineMs, failures, coolDownMs: 100, unavailable: 'USER_STORE_UNAVAILABLE', now: () => clock });
  return {
    guard,
    tick: (ms: number) => {
      clock += ms;
    },
    /** Whether the next call is let through; it is answered. */
    isOpen: async () => whyOf(guard, answers).then((why) => why === 'open'),
  };
}

/** `details.why` of what a call rejects with, or its message; null for an answer. */
async function whyOf(guard: Guard, work: (signal: AbortSignal) => Promise<unknown>, until = signal): Promise<unknown> {
  return guard(work, until).then(
    () => null,
    (error: Error) => (error instanceof AppError ? (error.details['why'] ?? error.message) : error.message),
  );
}

describe('a guarded call', () => {
  it('gives what was answered, and passes on what was thrown', async () => {
    const { guard } = open();
    expect(await guard(answers, signal)).toBe('answer');
    await expect(guard(away, signal)).rejects.toMatchObject({ code: 'USER_STORE_UNAVAILABLE', message: 'away' });
    await expect(guard(() => Promise.reject(new TypeError('bug')), signal)).rejects.toThrow(TypeError);
  });

  it('fails at its deadline, and tells the work so', async () => {
    const { guard } = open();
    let given: AbortSignal | null = null;
    const why = await whyOf(guard, (until) => {
      given = until;
      return hangs();
    });
    expect(why).toBe('deadline');
    expect(given!.aborted).toBe(true);
  });

  it('is not tried after some failures in a row, and again after a while', async () => {
    const { guard, tick, isOpen } = open();
    for (const work of [away, away, answers, away, away]) await whyOf(guard, work);
    expect(await isOpen()).toBe(false);
    for (let i = 0; i < 3; i += 1) await whyOf(guard, away);
    expect(await isOpen()).toBe(true);
    tick(99);
    expect(await isOpen()).toBe(true);
    tick(1);
    expect(await whyOf(guard, away)).toBe('away');
    expect(await isOpen()).toBe(true);
    tick(100);
    expect(await whyOf(guard, answers)).toBeNull();
    expect(await isOpen()).toBe(false);
  });

  it('is not tried after a single deadline during which nobody was answered', async () => {
    const { guard, isOpen } = open();
    await whyOf(guard, hangs);
    expect(await isOpen()).toBe(true);
  });

  it('is tried on where only one of several was too slow', async () => {
    const { guard, isOpen } = open();
    const slow = whyOf(guard, hangs);
    await whyOf(guard, answers);
    expect(await slow).toBe('deadline');
    expect(await isOpen()).toBe(false);
  });

  it('probes with one call at a time', async () => {
    const { guard, tick, isOpen } = open({ deadlineMs: 60_000, failures: 1 });
    await whyOf(guard, away);
    tick(100);
    const answer = Promise.withResolvers<string>();
    const probe = whyOf(guard, () => answer.promise);
    expect(await isOpen()).toBe(true);
    answer.resolve('here again');
    expect(await probe).toBeNull();
    expect(await isOpen()).toBe(false);
  });

  it('says nothing of the part where its caller goes away, or where it alone is to blame', async () => {
    const { guard, isOpen } = open({ deadlineMs: 60_000 });
    for (let i = 0; i < 5; i += 1) {
      const controller = new AbortController();
      const call = whyOf(guard, hangs, controller.signal);
      controller.abort(new Error('gone'));
      expect(await call).toBe('gone');
      await whyOf(guard, () => Promise.reject(new AppError('INPUT_INVALID', 'wrong')));
    }
    expect(await isOpen()).toBe(false);
    await expect(guard(answers, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});
