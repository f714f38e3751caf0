import type { Run } from '../../support/run-node.ts';
import type { ProductWriter } from './product-writer.ts';

/** An answer of the API; its data has the shape of its query. */
export interface Answer {
  readonly data: Record<string, any> | null; // oxlint-disable-line typescript/no-explicit-any -- as the line above says
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** A shop of real processes, in which faults can happen. */
export interface World extends AsyncDisposable {
  /**
   * Posts to /graphql, as an ADMIN unless a shopper is named.
   * Rejects with a TypeError that has a cause where no answer came, as `fetch` does; ECONNREFUSED: nobody was there to be asked.
   */
  send(query: string, variables?: Readonly<Record<string, unknown>>, shopper?: string): Promise<Answer>;
  /** Runs `aisle` on the shop, as an operator does. */
  aisle(args: readonly string[]): Promise<Run>;
  /** Other tools than Aisle that write to the catalog. */
  readonly strangers: readonly ProductWriter[];
  /** Processes that ended by themselves, which none may, whatever happens around it. */
  mishaps(): readonly string[];
  /** What its processes said last, for whoever wants to know why. */
  lastWords(): string;
}
