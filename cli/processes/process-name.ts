/** What `aisle serve --only` can be: the parts of a shop that run as processes of their own, with the port that each takes by default. */
export const PROCESS_PORTS = { gateway: 4000, catalog: 4001, users: 4002, recommendations: 4003, indexer: 4004 } as const;

export type ProcessName = keyof typeof PROCESS_PORTS;

export const PROCESS_NAMES = Object.keys(PROCESS_PORTS) as readonly ProcessName[];
