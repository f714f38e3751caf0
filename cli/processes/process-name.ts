/** What `aisle serve --only` can be: the parts of a shop that run as processes of their own, in the order in which they are best started. */
export const PROCESS_NAMES = ['indexer', 'catalog', 'users', 'recommendations', 'gateway'] as const;

export type ProcessName = (typeof PROCESS_NAMES)[number];
