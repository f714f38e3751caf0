import { createRandom } from './random.ts';

/** Gives one of the values; `name` says what is chosen. */
export type Choose = <T>(name: string, values: readonly T[]) => T;

/**
 * Chooses for one model out of a row of models so that every value comes up equally often: each run of as many models as
 * there are values has them all, in an order of its own. By pure chance a small shop might have no leather case at all.
 * @param options.turn how many models of the row came before
 * @param options.redraw above 0 the choice is another one, for a model that turned out to be there already
 */
export function balancedChoice({ row, turn, redraw }: { readonly row: readonly (string | number)[]; readonly turn: number; readonly redraw: number }): Choose {
  return (name, values) => {
    const place = turn + redraw;
    const cycle = Math.floor(place / values.length);
    return createRandom(...row, name, cycle).sample(values, values.length)[place % values.length]!;
  };
}
