/** Where this room says what went wrong without failing a request; a pino logger fits. Facts hold no query text and no user id. */
export interface DiscoveryLog {
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
}
