/** Families of colours; a shopper who likes blue likes navy and midnight too. */
export const HUES = ['black', 'white', 'grey', 'blue', 'green', 'red', 'brown', 'purple', 'bright'] as const;
export type Hue = (typeof HUES)[number];

const WORDS: Readonly<Record<Hue, readonly string[]>> = {
  black: ['black', 'charcoal', 'graphite'],
  white: ['white', 'cream', 'clear', 'ivory'],
  grey: ['grey', 'silver', 'steel'],
  blue: ['blue', 'navy'],
  green: ['green', 'sage', 'olive', 'mint'],
  red: ['red', 'burgundy', 'pink', 'terracotta', 'coral'],
  brown: ['brown', 'tan', 'sand', 'oak', 'walnut'],
  purple: ['lilac', 'violet', 'purple'],
  bright: ['orange', 'yellow'],
};

/** The family of a colour by its English name; null for a name that is of none. */
export function hueOf(colour: string): Hue | null {
  return HUES.find((hue) => WORDS[hue].some((word) => colour.includes(word))) ?? null;
}
