import type { GatewayOptions, RunningGateway } from './gateway-options.ts';

export declare function createGateway(options: GatewayOptions): Promise<RunningGateway>;
