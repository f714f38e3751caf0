export { createGateway } from './create-gateway.ts';
export { signToken, type SignTokenOptions } from './identity/sign-token.ts';
export type {
  BreakerSettings,
  GatewayOptions,
  GatewaySecrets,
  Readiness,
  RunningGateway,
  SubgraphLocation,
} from './gateway-options.ts';
