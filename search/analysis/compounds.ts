import type { Word } from './scan-words.ts';

/** Two or more neighbouring words that shoppers also write as one, or one that they also write as two. */
export interface Compound {
  readonly surface: string;
  /** Index of the first word. */
  readonly first: number;
  readonly start: number;
  readonly end: number;
}

const LENGTH_MAX = 24;
const NUMBER = /^\d+(?:\.\d+)?$/;
const UNIT = /^[a-z]{1,3}$/;
const NUMBER_WITH_UNIT = /^(\d+(?:\.\d+)?)([a-z]{1,3})$/;

/** `wi-fi`: `wifi`, `tn-2110`: `tn2110`, `8 gb`: `8gb`. */
export function joinedForms(words: readonly Word[]): Compound[] {
  const compounds: Compound[] = [];
  for (let i = 0; i < words.length; i++) {
    const first = words[i]!;
    if (first.cjk) continue;
    const next = words[i + 1];
    if (next === undefined || next.cjk) continue;
    if (!next.joined) {
      const alone = !first.joined && words[i + 2]?.joined !== true;
      if (alone && next.start === first.end + 1 && NUMBER.test(first.surface) && UNIT.test(next.surface)) {
        compounds.push(compoundOf([first, next], i));
      }
      continue;
    }
    if (first.joined) continue;
    let last = i + 1;
    while (words[last + 1]?.joined === true) last++;
    const compound = compoundOf(words.slice(i, last + 1), i);
    if (compound.surface.length <= LENGTH_MAX) compounds.push(compound);
  }
  return compounds;
}

/** `8gb`: `8` and `gb`; null for any other word. */
export function splitUnit(surface: string): readonly [string, string] | null {
  const match = NUMBER_WITH_UNIT.exec(surface);
  return match === null ? null : [match[1]!, match[2]!];
}

function compoundOf(parts: readonly Word[], first: number): Compound {
  return {
    surface: parts.map((part) => part.surface).join(''),
    first,
    start: parts[0]!.start,
    end: parts.at(-1)!.end,
  };
}
