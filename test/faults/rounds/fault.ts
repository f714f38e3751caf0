import type { World } from './world.ts';

/** Something that goes wrong in a world. */
export interface Fault<W extends World> {
  readonly name: string;
  /** Has it happen, at a random moment, and resolves when it has. @param random - Uniform in [0, 1). */
  inject(world: W, random: () => number): Promise<Injected>;
}

export interface Injected {
  /** What of several it was; empty where there is but one. */
  readonly what: string;
  /** When it happened, as `performance.now()` says it. */
  readonly struckAt: number;
  /** Ends it: resolves when all is there again that was there before. */
  heal(): Promise<void>;
  /** Asked after the round: what did not come as it must, for instance because the fault never struck. */
  verdict?(): Promise<readonly string[]>;
}
