import type { Fact } from './write-oracle.ts';

/** Products by id and what they become. All are put (a fact), or all are deleted (null). */
export type Changes = ReadonlyMap<string, Fact | null>;

/** What a client knows of its call: that it is durable; that nobody heard it; or nothing, since no good answer came. */
export type Outcome = 'acknowledged' | 'unsent' | 'in doubt';

/** A client that changes products. */
export interface ProductWriter {
  /** Its products' ids begin with it, so that no two writers share a product. */
  readonly name: string;
  /** Writes once. The same write repeated ends in the same state. Rejects where it is refused for what it says. */
  write(changes: Changes): Promise<Outcome>;
}
