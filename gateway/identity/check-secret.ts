import { AppError } from '../../schema/errors.ts';
import type { GatewaySecrets } from '../gateway-options.ts';

export const SECRET_MIN_BYTES = 32;

/** Environment variable of each secret, as named to the operator. */
export const SECRET_VARIABLES = {
  token: 'AISLE_TOKEN_SECRET',
  visitor: 'AISLE_VISITOR_SECRET',
  subgraph: 'AISLE_SUBGRAPH_SECRET',
} as const satisfies Record<keyof GatewaySecrets, string>;

/** @throws AppError `CONFIGURATION_INVALID` where the secret is too short to sign with; its value is not repeated. */
export function checkSecret(name: keyof GatewaySecrets, secret: string): void {
  const bytes = Buffer.byteLength(secret);
  if (bytes >= SECRET_MIN_BYTES) return;
  throw new AppError('CONFIGURATION_INVALID', `${SECRET_VARIABLES[name]}: expected at least ${SECRET_MIN_BYTES} bytes, got ${bytes}.`);
}
