/** Words of a title, and pairs of neighbours: "eau de parfum" is also "eau de" and "de parfum". Lower case, NFKC. */
export function titleTerms(title: string): string[] {
  const words = title.normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...words, ...words.slice(1).map((word, place) => `${words[place]} ${word}`)];
}
