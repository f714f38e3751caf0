import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { signToken } from '../../../gateway/index.ts';
import type { Role } from '../../../schema/identity.ts';
import { EMBEDDED_WORLD, makePlace, type World } from '../../support/worlds.ts';
import { createPrinter, type Door, fillShop, loadSecrets, openDoor, openShop, type Shop } from '../../../cli/index.ts';


export interface SampleShop extends AsyncDisposable {
  readonly shop: Shop;
  readonly door: Door;
  readonly dataDir: string;
  /** Of other processes of the same shop. */
  readonly environment: Readonly<Record<string, string>>;
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

/** A busy machine is no reason for another answer than that of an idle one. */
const PATIENCE_MS = 20_000;

export interface SampleShopOptions {
  /** Each subgraph on a port of its own. */
  readonly overHttp: boolean;
  readonly now?: () => number;
  /** True: without products, events and shoppers. */
  readonly empty?: boolean;
  /** Where its stores are; embedded by default. */
  readonly world?: World;
}

/** A whole shop with the sample catalogue in a place of its own, behind its gateway on a free port. */
export async function startSampleShop({ overHttp, now = Date.now, empty = false, world = EMBEDDED_WORLD }: SampleShopOptions): Promise<SampleShop> {
  const place = makePlace(world);
  const dataDir = await mkdtemp(join(tmpdir(), 'aisle-e2e-'));
  const log = pino({ level: 'silent' });
  const secrets = loadSecrets(dataDir, {});
  const shop = await openShop({ dataDir, log, now, servers: place.servers, guard: { deadlineMs: PATIENCE_MS, failures: 5, coolDownMs: 0 } });
  shop.indexer.start();
  const printer = { ...createPrinter(true), result() {}, remark() {} };
  if (!empty) await fillShop(shop, { kind: 'sample' }, { dataDir, printer, signal: new AbortController().signal, now });
  shop.behaviour.start();
  await shop.behaviour.caughtUp(new AbortController().signal);
  const door = await openDoor(shop, {
    host: '127.0.0.1', port: 0, secrets, secretsConfigured: false, development: true, overHttp, deadlineMs: PATIENCE_MS, log, now,
  });
  return {
    shop,
    door,
    dataDir,
    environment: { ...place.environment, AISLE_TOKEN_SECRET: secrets.token, AISLE_VISITOR_SECRET: secrets.visitor, AISLE_SUBGRAPH_SECRET: secrets.subgraph },
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
      await place[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
