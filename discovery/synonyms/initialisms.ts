import { synonymId } from '../../schema/ids.ts';
import type { Expansion } from '../../stores/ports/search-index.ts';
import { createSynonymIndex } from './synonym-index.ts';

/**
 * Goods that shops write by their first letters as often as in full. Only where the letters mean one thing in a shop, and where
 * the words, which a product may have anywhere, hardly come together by chance: "power supply unit" would.
 */
const INITIALISMS: readonly (readonly [letters: string, words: string])[] = [
  ['SSD', 'solid state drive'],
  ['HDD', 'hard disk drive'],
  ['NAS', 'network attached storage'],
  ['UPS', 'uninterruptible power supply'],
  ['TV', 'television'],
  ['VR', 'virtual reality'],
  ['BBQ', 'barbecue'],
  ['MTB', 'mountain bike'],
  ['SUP', 'stand up paddle'],
  ['EDT', 'eau de toilette'],
  ['EDP', 'eau de parfum'],
  ['PPE', 'personal protective equipment'],
];

const index = createSynonymIndex();
for (const [letters, words] of INITIALISMS) {
  const content = { kind: 'EQUIVALENT', terms: [letters, words], expandsTo: [], locale: null } as const;
  index.put({ id: synonymId(letters), version: 1, updatedBy: 'aisle', updatedAtMs: 0, content });
}

/**
 * Adds what every shop means by such letters, and the letters for the words, where the shop has said nothing of its own about
 * any of these words of the text.
 * @param own - The shop's synonyms in the text.
 */
export function withInitialisms(own: readonly Expansion[], text: string): readonly Expansion[] {
  const common = index.expand(text, null).filter(({ start, end }) => own.every((other) => other.end <= start || end <= other.start));
  return common.length === 0 ? own : [...own, ...common].toSorted((a, b) => a.start - b.start);
}
