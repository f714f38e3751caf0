import { DEPARTMENTS } from './vocabulary/departments.ts';

/** Fill and stroke by words of the colour's name; the first that occurs decides. */
const SHADES: readonly (readonly [word: string, fill: string])[] = [
  ['black', '#2b2b2f'], ['graphite', '#4a4d52'], ['charcoal', '#46484c'], ['anthracite', '#3c3f44'], ['white', '#f4f3ef'], ['cream', '#efe6d2'],
  ['clear', '#dfe9ee'], ['silver', '#c9ccd1'], ['steel', '#b9bec5'], ['grey', '#8f9399'], ['navy', '#26355c'], ['blue', '#3f6ea8'], ['green', '#4d7c59'],
  ['sage', '#93a68c'], ['olive', '#6b6b3a'], ['pine', '#3d5f51'], ['mint', '#a8d8c0'], ['red', '#b5413b'], ['burgundy', '#6d2436'], ['coral', '#ef8d7d'],
  ['pink', '#e7a3b5'], ['rose', '#d99aa0'], ['lilac', '#b9a3d1'], ['lavender', '#b3a5d6'], ['orange', '#dd7f34'], ['terracotta', '#c06a4a'], ['yellow', '#e3bf4b'],
  ['sand', '#d7c5a0'], ['tan', '#b08556'], ['brown', '#7a5639'], ['rust', '#a4532c'],
];
const PLAIN = '#a9b4bd';

/**
 * A picture for a path such as `phone-case.coral_pink.svg` of the records' image urls: a tile in the product's colour with
 * the name of its type. Null where the sample has no such type.
 */
export function sampleImage(name: string): string | null {
  const [typeKey, colour = '', extension] = name.split('.');
  const type = DEPARTMENTS.flatMap(({ types }) => types).find(({ key }) => key === typeKey);
  if (type === undefined || extension !== 'svg') return null;
  const fill = SHADES.find(([word]) => colour.includes(word))?.[1] ?? PLAIN;
  const label = type.key.replaceAll('-', ' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" role="img" aria-label="${label}"><rect width="240" height="240" fill="#eceff1"/><rect x="50" y="34" width="140" height="140" rx="22" fill="${fill}"/><text x="120" y="212" font-family="sans-serif" font-size="18" text-anchor="middle" fill="#37474f">${label}</text></svg>`;
}
