import { ELECTRONICS } from './electronics.ts';
import { FASHION_AND_LEISURE } from './fashion-and-leisure.ts';
import { HOME } from './home.ts';
import { type GlossaryEntry, readGlossary } from './read-glossary.ts';

/** Titles made of each entry. */
const TITLES = 6;

/**
 * The glossary as texts that queries and titles are like: names, names with a trait, accessories for a thing, whole
 * titles. The same numbers from `random`, uniform in [0, 1), give the same texts.
 */
export function glossaryPhrases(random: () => number): readonly string[] {
  const entries = [ELECTRONICS, HOME, FASHION_AND_LEISURE].flatMap(readGlossary);
  return [...new Set(entries.flatMap((entry) => phrasesOf(entry, random)))];
}

function phrasesOf({ names, traits, accessories }: GlossaryEntry, random: () => number): string[] {
  const draw = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!;
  const titles = Array.from({ length: traits.length < 2 ? 0 : TITLES }, () => {
    const shuffled = traits.map((trait) => ({ trait, key: random() })).toSorted((a, b) => a.key - b.key);
    return [draw(names), ...shuffled.slice(0, 3).map(({ trait }) => trait)].join(' ');
  });
  return [
    ...names,
    ...names.slice(1).map((name, place) => `${names[place]!}, ${name}`),
    ...traits.flatMap((trait) => [`${trait} ${names[0]!}`, `${draw(names)} ${trait}`]),
    ...accessories.flatMap((accessory) => [`${accessory} for ${draw(names)}`, `${draw(names)} ${accessory}`]),
    ...titles,
  ];
}
