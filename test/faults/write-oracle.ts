/** What a product of the shop is known to be; null: not there. */
export interface Fact {
  readonly title: string;
  readonly cents: number;
}

/** What the shop acknowledged, and what it was asked for but may or may not have done when it was killed. */
export interface WriteOracle {
  ids(): readonly string[];
  /** Before a write is sent: until it is acknowledged, old and new state are both right. */
  asked(changes: ReadonlyMap<string, Fact | null>): void;
  acknowledged(changes: ReadonlyMap<string, Fact | null>): void;
  /**
   * Takes note of what the shop says of some products.
   * @returns what is wrong: an acknowledged write that is not there, or a state that nobody asked for.
   */
  compare(found: ReadonlyMap<string, Fact | null>): readonly string[];
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
  };
}

function isSame(a: Fact | null, b: Fact | null): boolean {
  return a === null || b === null ? a === b : a.title === b.title && a.cents === b.cents;
}

function show(fact: Fact | null): string {
  return fact === null ? 'nothing' : `"${fact.title}" for ${fact.cents}`;
}
