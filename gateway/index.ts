export { createGateway } from './create-gateway.ts';
export { signToken, type SignTokenOptions } from './identity/sign-token.ts';
export type {
  BreakerSettings,
  GatewayOptions,
  GatewaySecrets,
  LocalFile,
  RunningGateway,
  ShopGauge,
  SubgraphLocation,
} from './gateway-options.ts';
export { registerGauges } from './telemetry/register-gauges.ts';
export type { MergeVisitor } from './identity/visitor-merges.ts';
