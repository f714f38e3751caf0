import type { Token } from './analyze.ts';
import { stem } from './stem.ts';

/** How a token is written when it is offered to a shopper. */
export interface Spelling {
  readonly spelling: string;
  /**
   * False: matched, but not offered as a completion or correction: `headphonesheadset` of `headphones/headset`, which spans more
   * than its letters, and `gb` of `8gb`.
   */
  readonly offered: boolean;
}

/** Parts of a word, joined words and CJK grams are spelled as their term: only of a whole word does one see the surface. */
export function spellingOf({ term, surface, start, end }: Pick<Token, 'term' | 'surface' | 'start' | 'end'>): Spelling {
  const spelling = surface === term || stem(surface) === term ? surface : term;
  return { spelling, offered: end - start <= surface.length && !isPart(term, surface) };
}

/** A number or unit of a word such as `8gb`, not the word itself. */
function isPart(term: string, surface: string): boolean {
  return term !== surface && /^\d/.test(surface);
}
