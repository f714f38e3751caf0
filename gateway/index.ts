export { createGateway } from './create-gateway.ts';
export { signToken, type SignTokenOptions } from './identity/sign-token.ts';
export type {
  BreakerSettings,
  GatewayOptions,
  GatewaySecrets,
  LocalFile,
  Readiness,
  RunningGateway,
  ShopGauge,
  SubgraphLocation,
} from './gateway-options.ts';
export type { MergeVisitor } from './identity/visitor-merges.ts';
