import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../schema/errors.ts';
import type { Configuration } from './configuration.ts';

export interface Secrets {
  /** Signs bearer tokens. */
  readonly token: string;
  /** Signs visitor ids. */
  readonly visitor: string;
  /** Signs what the gateway asks of its subgraphs. */
  readonly subgraph: string;
}

const FILE = 'secrets.json';

/**
 * The secrets of a shop: those configured, the rest made once and kept in the data folder, readable by its owner
 * only, so that tokens and visitor ids outlive a restart.
 *
 * @throws AppError `CONFIGURATION_INVALID` where the kept file cannot be read as such.
 */
export function loadSecrets(dataDir: string, configured: Configuration['secrets']): Secrets {
  const kept = readKept(join(dataDir, FILE));
  const secrets = {
    token: configured.token ?? kept.token ?? randomSecret(),
    visitor: configured.visitor ?? kept.visitor ?? randomSecret(),
    subgraph: configured.subgraph ?? kept.subgraph ?? randomSecret(),
  };
  const made = { ...secrets, ...kept };
  if (Object.keys(kept).length < 3) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, FILE), `${JSON.stringify(withoutConfigured(made, configured), null, 2)}\n`, { mode: 0o600 });
  }
  return secrets;
}

function readKept(path: string): Partial<Secrets> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new AppError('CONFIGURATION_INVALID', `${path} cannot be read; expected a readable file or none.`, { cause: error });
  }
  try {
    return JSON.parse(text) as Partial<Secrets>;
  } catch (error) {
    throw new AppError('CONFIGURATION_INVALID', `${path} is not JSON; delete it to have new secrets made.`, { cause: error });
  }
}

/** What the operator configured lives in his configuration, not in ours. */
function withoutConfigured(secrets: Secrets, configured: Configuration['secrets']): Partial<Secrets> {
  return Object.fromEntries(Object.entries(secrets).filter(([name]) => !(name in configured)));
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}
