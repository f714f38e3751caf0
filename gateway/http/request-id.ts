import { randomUUID } from 'node:crypto';

/** What may stand in logs and headers as it came. */
const PLAIN = /^[\w.:-]{8,128}$/;

/** The caller's request id where it is a plain one, else a new one. */
export function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && PLAIN.test(given) ? given : randomUUID();
}
