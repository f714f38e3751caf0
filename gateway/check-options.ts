import { isIPv4 } from 'node:net';
import { AppError } from '../schema/errors.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { checkSecret, SECRET_VARIABLES } from './identity/check-secret.ts';

/** @throws AppError `CONFIGURATION_INVALID` where a secret is too short, or would guard more than this machine without having been configured. */
export function checkOptions({ host, secrets, secretsConfigured }: Pick<GatewayOptions, 'host' | 'secrets' | 'secretsConfigured'>): void {
  checkSecret('token', secrets.token);
  checkSecret('visitor', secrets.visitor);
  checkSecret('subgraph', secrets.subgraph);
  if (secretsConfigured || isLoopback(host)) return;
  const variables = Object.values(SECRET_VARIABLES).join(', ');
  throw new AppError(
    'CONFIGURATION_INVALID',
    `host: "${host}" can be reached from other machines, which needs secrets of your own: set ${variables} ` +
      '(at least 32 random bytes each), or listen on 127.0.0.1.',
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}
