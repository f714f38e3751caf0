import { describe, expect, it } from 'vitest';
import { checkParts } from '../../../cli/parts/check-parts.ts';
import { gatewayHealth } from '../../../cli/parts/health-checks.ts';
import { serveHealth } from '../../../cli/processes/serve-health.ts';
import type { Readiness } from '../../../schema/readiness.ts';

const log = { error() {} };

async function open(isReady: () => Promise<Readiness>, read: () => Promise<number> = async () => 7) {
  return serveHealth({ host: '127.0.0.1', port: 0, isReady, gauges: [{ name: 'aisle_index_documents', help: 'Products.', read }], log });
}

const ready = async (): Promise<Readiness> => ({ ready: true, checks: { catalog: 'ok' } });
const notReady = async (): Promise<Readiness> => ({ ready: false, checks: { catalog: 'unavailable' } });

describe('the health of a process that answers no clients', () => {
  it('says what is ready, and its numbers; nothing else is there', async () => {
    await using fit = await open(ready);
    await using unfit = await open(notReady, () => Promise.reject(new Error('away')));
    const live = await fetch(`${fit.url}/health/live`);
    expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }]);
    const [yes, no] = [await fetch(`${fit.url}/health/ready`), await fetch(`${unfit.url}/health/ready`)];
    expect([yes.status, await yes.json()]).toEqual([200, { status: 'ok', checks: { catalog: 'ok' } }]);
    expect([no.status, await no.json()]).toEqual([503, { status: 'unavailable', checks: { catalog: 'unavailable' } }]);
    expect(await (await fetch(`${fit.url}/metrics`)).text()).toContain('\naisle_index_documents 7\n');
    expect(await (await fetch(`${unfit.url}/metrics`)).text()).not.toMatch(/^aisle_index_documents /m);
    expect((await fetch(`${fit.url}/graphql`)).status).toBe(404);
    expect((await fetch(`${fit.url}/health/live`, { method: 'POST' })).status).toBe(404);
  });

  it('says why it cannot listen', async () => {
    await using first = await open(ready);
    const port = Number(new URL(first.url).port);
    await expect(serveHealth({ host: '127.0.0.1', port, isReady: ready, gauges: [], log })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: `Cannot listen on 127.0.0.1:${port}: EADDRINUSE. Expected a free port of an address of this machine.`,
    });
  });
});

describe('the parts of a process', () => {
  it('are asked all at once, and one that hangs hides no other', async () => {
    let told: AbortSignal | null = null;
    const hangs = (signal: AbortSignal): Promise<never> => {
      told = signal;
      return new Promise(() => undefined);
    };
    const checks = await checkParts({ hangs, fails: () => Promise.reject(new Error('away')), works: async () => 1 });
    expect(checks).toEqual({ hangs: 'unavailable', fails: 'unavailable', works: 'ok' });
    expect(told!).toMatchObject({ aborted: true });
  });

  it('of a gateway are its subgraphs, of which one is enough', async () => {
    await using up = await open(ready);
    await using unfit = await open(notReady);
    const gone = await open(ready);
    await gone[Symbol.asyncDispose]();
    expect(await gatewayHealth({ catalog: up.url, users: unfit.url, recommendations: gone.url })).toEqual({
      ready: true,
      checks: { catalog: 'ok', users: 'unavailable', recommendations: 'unavailable' },
    });
    expect(await gatewayHealth({ catalog: gone.url, users: unfit.url, recommendations: gone.url })).toMatchObject({ ready: false });
  });
});
