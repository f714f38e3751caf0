/**
 * The query with one typo in one of its words: a letter left out, doubled, replaced or swapped with its neighbour.
 * Words of at least four letters go first, since shorter ones leave nothing to recognise; a query without one gets
 * its typo in its longest word all the same.
 *
 * @param random - Uniform in [0, 1).
 */
export function withTypo(query: string, random: () => number): string {
  const words = query.split(' ');
  const long = words.filter((word) => /^[a-z]{4,}$/i.test(word));
  const pool = long.length > 0 ? long : [words.toSorted((a, b) => b.length - a.length)[0]!];
  const target = pool[Math.floor(random() * pool.length)]!;
  const mistyped = mistype(target, random);
  return words.map((word) => (word === target ? mistyped : word)).join(' ');
}

function mistype(word: string, random: () => number): string {
  const at = Math.floor(random() * word.length);
  const letter = String.fromCharCode(97 + Math.floor(random() * 26));
  const kind = Math.floor(random() * 4);
  if (kind === 0 && word.length > 1) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + letter + word.slice(at);
  if (kind === 2) return word.slice(0, at) + letter + word.slice(at + 1);
  const left = Math.min(at, Math.max(0, word.length - 2));
  return word.slice(0, left) + (word[left + 1] ?? '') + (word[left] ?? '') + word.slice(left + 2);
}
