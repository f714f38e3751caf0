import { describe, expect, it } from 'vitest';
import { signToken, type MergeVisitor } from '../../gateway/index.ts';
import { createVisitorIds } from '../../gateway/identity/visitor-ids.ts';
import { createVisitorMerges } from '../../gateway/identity/visitor-merges.ts';
import { AppError } from '../../schema/errors.ts';
import type { Identity } from '../../schema/identity.ts';
import { NOW, openGateway, SECRETS } from './support/open-gateway.ts';

const bearer = async (subject: string): Promise<string> =>
  `Bearer ${await signToken({ role: 'SHOPPER', subject, expiresInSeconds: 60, secret: SECRETS.token, now: () => NOW })}`;

describe('at sign-in', () => {
  it('the visitor is merged before the request is answered, once, whoever comes later', async () => {
    const order: string[] = [];
    await using gateway = await openGateway({
      mergeVisitor: async (visitor, user) => {
        await Promise.resolve();
        order.push(`${visitor} into ${user}`);
      },
    });
    const { visitorId, header } = createVisitorIds(SECRETS.visitor).issue();
    const send = async (subject: string, visitor: string) => {
      await gateway.ask('{ caller }', { headers: { authorization: await bearer(subject), 'x-visitor-id': visitor } });
      order.push('answered');
    };
    await send('sam', header);
    await send('sam', header);
    await send('ann', header);
    expect(order).toEqual([`visitor:${visitorId} into user:sam`, 'answered', 'answered', 'answered']);
  });

  it('a visitor id that nobody issued, or none, reaches nothing', async () => {
    const merged: string[] = [];
    await using gateway = await openGateway({ mergeVisitor: async (visitor) => void merged.push(visitor) });
    const { visitorId, header } = createVisitorIds('another secret of thirty-two bytes').issue();
    const authorization = await bearer('sam');
    const attempts: Record<string, string>[] = [
      { authorization, 'x-visitor-id': header },
      { authorization, 'x-visitor-id': visitorId },
      { authorization },
      { 'x-visitor-id': createVisitorIds(SECRETS.visitor).issue().header },
    ];
    for (const headers of attempts) {
      expect((await gateway.ask('{ caller }', { headers })).errors).toBeUndefined();
    }
    expect(merged).toEqual([]);
  });

  it('a merge that fails is told, does not fail the request, and is tried again', async () => {
    let clock = NOW;
    const results = [() => Promise.reject(new AppError('USER_STORE_UNAVAILABLE', 'away')), async () => undefined];
    const asked: string[] = [];
    const mergeVisitor: MergeVisitor = async (visitor) => {
      asked.push(visitor);
      return results.shift()!();
    };
    await using gateway = await openGateway({ mergeVisitor, now: () => clock, breaker: { failures: 5, coolDownMs: 1_000 } });
    const headers = { authorization: await bearer('sam'), 'x-visitor-id': createVisitorIds(SECRETS.visitor).issue().header };
    const send = async () => expect((await gateway.ask('{ caller }', { headers })).errors).toBeUndefined();
    await send();
    expect(gateway.lines.filter(({ msg }) => String(msg).includes('could not be merged'))).toHaveLength(1);
    expect(JSON.stringify(gateway.lines)).not.toContain('sam');
    await send();
    expect(asked).toHaveLength(1);
    clock += 1_000;
    await send();
    await send();
    expect(asked).toHaveLength(2);
  });
});

describe('merges of visitors', () => {
  const identity = (visitorId: string): Identity => ({ role: 'SHOPPER', userId: 'sam', visitorId });
  const open = (merge: MergeVisitor, deadlineMs = 60_000) =>
    createVisitorMerges({ merge, deadlineMs, coolDownMs: 1_000, now: () => NOW, log: { warn: () => undefined } });

  it('of the same visitor at the same time are one, and all wait for it', async () => {
    const merging = Promise.withResolvers<void>();
    let calls = 0;
    const mergeVisitor = open(() => {
      calls += 1;
      return merging.promise;
    });
    let done = 0;
    const waiting = [1, 2, 3].map(() => mergeVisitor(identity('v1')).then(() => (done += 1)));
    await mergeVisitor({ role: 'SHOPPER', userId: 'sam', visitorId: null });
    expect([calls, done]).toEqual([1, 0]);
    merging.resolve();
    await Promise.all(waiting);
    await mergeVisitor(identity('v1'));
    expect([calls, done]).toEqual([1, 3]);
  });

  it('that hang cost their deadline once, for all visitors', async () => {
    const signals: AbortSignal[] = [];
    const mergeVisitor = open((_visitor, _user, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    }, 1);
    await mergeVisitor(identity('v1'));
    await mergeVisitor(identity('v2'));
    expect(signals).toHaveLength(1);
    expect(signals[0]!.aborted).toBe(true);
  });
});
