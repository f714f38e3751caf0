import type { Changes } from './product-writer.ts';

/** What a product is known to be. */
export interface Fact {
  readonly title: string;
  readonly cents: number;
  /** Its category, below that of all rounds. */
  readonly shelf: string;
}

/** What the shop acknowledged, and what it was asked for but may or may not have done. */
export interface WriteOracle {
  ids(): readonly string[];
  /** Before a write is sent: until it is acknowledged, old and new state are both right. */
  asked(changes: Changes): void;
  acknowledged(changes: Changes): void;
  /**
   * Takes note of what the shop says of some products.
   * @returns what is wrong: an acknowledged write that is not there, or a state that nobody asked for.
   */
  compare(found: Changes): readonly string[];
  /** Products on each shelf, as last compared; empty shelves are not named. */
  shelves(): ReadonlyMap<string, number>;
}

export function createWriteOracle(): WriteOracle {
  const known = new Map<string, Fact | null>();
  const open = new Map<string, Fact | null>();
  return {
    ids: () => [...new Set([...known.keys(), ...open.keys()])],
    asked(changes) {
      for (const [id, fact] of changes) open.set(id, fact);
    },
    acknowledged(changes) {
      for (const [id, fact] of changes) {
        known.set(id, fact);
        open.delete(id);
      }
    },
    compare(found) {
      const wrong: string[] = [];
      for (const [id, fact] of found) {
        const right = [known.get(id) ?? null, ...(open.has(id) ? [open.get(id)!] : [])];
        if (!right.some((one) => isSame(one, fact))) {
          wrong.push(`${id}: expected ${right.map(show).join(' or ')}, got ${show(fact)}`);
        }
        known.set(id, fact);
        open.delete(id);
      }
      return wrong;
    },
    shelves() {
      const counts = new Map<string, number>();
      for (const fact of known.values()) if (fact !== null) counts.set(fact.shelf, (counts.get(fact.shelf) ?? 0) + 1);
      return counts;
    },
  };
}

function isSame(a: Fact | null, b: Fact | null): boolean {
  return a === null || b === null ? a === b : a.title === b.title && a.cents === b.cents && a.shelf === b.shelf;
}

function show(fact: Fact | null): string {
  return fact === null ? 'nothing' : `"${fact.title}" for ${fact.cents} on ${fact.shelf}`;
}
