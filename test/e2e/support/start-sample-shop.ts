import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { signToken } from '../../../gateway/index.ts';
import type { Role } from '../../../schema/identity.ts';
import { createPrinter, type Door, fillShop, loadSecrets, openDoor, openShop, type Shop } from '../../../cli/index.ts';


export interface SampleShop extends AsyncDisposable {
  readonly shop: Shop;
  readonly door: Door;
  /** @param subject - `<role>@test` by default. */
  token(role: Exclude<Role, 'ANONYMOUS'>, subject?: string): Promise<string>;
  /** Posts to /graphql and gives the body and the headers of the answer. */
  send(request: ClientRequest): Promise<ClientAnswer>;
}

export interface ClientRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ClientAnswer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer has the shape of its query
  readonly data: any;
  readonly errors: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions: { readonly code: string } }[];
}

/** A whole shop with the sample catalogue in a folder of its own, behind its gateway on a free port. */
export async function startSampleShop({ overHttp, now = Date.now }: { readonly overHttp: boolean; readonly now?: () => number }): Promise<SampleShop> {
  const dataDir = await mkdtemp(join(tmpdir(), 'aisle-e2e-'));
  const log = pino({ level: 'silent' });
  const secrets = loadSecrets(dataDir, {});
  const shop = await openShop({ dataDir, log, now });
  shop.indexer.start();
  const printer = { ...createPrinter(true), result() {}, remark() {} };
  await fillShop(shop, { kind: 'sample' }, { dataDir, printer, signal: new AbortController().signal, now });
  shop.behaviour.start();
  await shop.behaviour.caughtUp(new AbortController().signal);
  const door = await openDoor(shop, {
    host: '127.0.0.1', port: 0, secrets, secretsConfigured: false, development: true, overHttp, log, now,
  });
  return {
    shop,
    door,
    token: (role, subject = `${role.toLowerCase()}@test`) => signToken({ role, subject, expiresInSeconds: 3_600, secret: secrets.token, now }),
    async send({ query, operationName, variables, token, headers }) {
      const response = await fetch(`${door.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query, operationName, variables }),
      });
      const body = (await response.json()) as Partial<ClientAnswer>;
      return { status: response.status, headers: response.headers, data: body.data ?? null, errors: body.errors ?? [] };
    },
    async [Symbol.asyncDispose]() {
      await door[Symbol.asyncDispose]();
      await shop[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
