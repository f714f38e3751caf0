import { pino } from 'pino';
import { signToken } from '../gateway/index.ts';
import { AppError } from '../schema/errors.ts';
import { ROLES } from '../schema/identity.ts';
import { importPair } from './commands/import-pair.ts';
import type { SharedOptions } from './commands/shared-options.ts';
import { aborted, stopSignal } from './commands/stop-signal.ts';
import { readConfiguration } from './configuration.ts';
import { serveControl } from './control/serve-control.ts';
import { type Filling, fillShop, holdsSampleShop } from './fill-shop.ts';
import { openDoor } from './open-door.ts';
import { openShop } from './open-shop.ts';
import { patient } from './parts/patient.ts';
import { createPrinter, type Printer } from './print.ts';
import { DEMO_SHOPPERS } from './sample/index.ts';
import { loadSecrets } from './secrets.ts';
import { usesFolder } from './stores/uses-folder.ts';
import { dropExpired } from './upkeep/drop-expired.ts';
import { keepChangesShort } from './upkeep/keep-changes-short.ts';

export interface ServeOptions extends SharedOptions {
  readonly catalog?: string;
  readonly catalogMapping?: string;
  readonly events?: string;
  readonly eventsMapping?: string;
  readonly host: string;
  readonly port: number;
  readonly subgraphsOverHttp?: true;
}

const TOKEN_LIFETIME_SECONDS = 30 * 24 * 60 * 60;

/** Opens a shop, fills a new one, and serves it until the process is told to stop. */
export async function serveShop(options: ServeOptions): Promise<void> {
  const { secrets: configured, servers, logLevel, textModelDir, supergraph, allowedOrigins, patience, development } = readConfiguration(process.env);
  const { guard, deadlineMs } = patient(patience);
  const filling = fillingOf(options);
  const printer = createPrinter(options.json === true);
  const log = pino({ level: logLevel }, pino.destination(2));
  const signal = stopSignal();
  const now = Date.now;
  const secrets = loadSecrets(options.data, configured);

  await using shop = await openShop({ dataDir: options.data, log, now, servers, textModelDir, guard });
  // With servers alone, commands in other processes open the shop themselves.
  await using _control = usesFolder(servers) ? await serveControl(shop, { dataDir: options.data, log, now }) : null;
  shop.indexer.start();
  const baseUrl = `http://${options.host}:${options.port}`;
  await fillShop(shop, filling, { dataDir: options.data, printer, signal, now, ...(options.port === 0 ? {} : { baseUrl }) });
  shop.behaviour.start();
  await using door = await openDoor(shop, {
    host: options.host,
    port: options.port,
    secrets,
    secretsConfigured: Object.keys(configured).length === 3,
    allowedOrigins,
    development,
    overHttp: options.subgraphsOverHttp === true,
    deadlineMs,
    ...(supergraph !== null && { supergraph }),
    log,
    now,
  });
  using _changes = keepChangesShort(shop, log);
  using _expired = dropExpired(shop.users, log);
  await announce(door.url, { printer, secret: secrets.token, development, sample: holdsSampleShop(options.data), now });
  await aborted(signal);
  printer.remark('Stopping: answering what is under way.');
}

function fillingOf(options: ServeOptions): Filling {
  const catalog = importPair('--catalog', options.catalog, options.catalogMapping);
  const events = importPair('--events', options.events, options.eventsMapping);
  if (catalog !== null) return { kind: 'catalog', ...catalog, events };
  if (events === null) return { kind: 'sample' };
  throw new AppError('CONFIGURATION_INVALID', '--events goes with the --catalog that its products are of; add events to a shop that is there with "aisle import".');
}

interface AnnounceOptions {
  readonly printer: Printer;
  readonly secret: string;
  readonly development: boolean;
  /** The shop has demo shoppers. */
  readonly sample: boolean;
  readonly now: () => number;
}

async function announce(url: string, { printer, secret, development, sample, now }: AnnounceOptions): Promise<void> {
  printer.result(`GraphQL    ${url}/graphql`, { graphql: `${url}/graphql` });
  if (development) printer.result(`Explorer   ${url}/`, { explorer: `${url}/` });
  for (const role of ROLES) {
    if (role === 'ANONYMOUS') continue;
    const subject = `${role.toLowerCase()}@aisle`;
    const token = await signToken({ role, subject, expiresInSeconds: TOKEN_LIFETIME_SECONDS, secret, now });
    printer.result(`${role.padEnd(13)}${token}`, { role, token });
  }
  if (!sample) return;
  printer.remark('Regular customers of the sample shop, to search as:');
  for (const { subject, about } of DEMO_SHOPPERS) {
    const token = await signToken({ role: 'SHOPPER', subject, expiresInSeconds: TOKEN_LIFETIME_SECONDS, secret, now });
    printer.remark(`${subject}, ${about}:`);
    printer.result(`${subject.padEnd(13)}${token}`, { shopper: subject, token });
  }
}
