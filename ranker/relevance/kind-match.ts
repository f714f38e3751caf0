/**
 * How clearly a product says to be of a kind: 1 where that is the first thing it names, a half for the second, and so on, 0
 * where it names it nowhere. A title may name several things ("HP Photosmart M525 Digital Camera"), the telling ones first. Pure.
 *
 * @param kind - A stem; null: no kind is asked for, and nothing matches.
 * @param kinds - Stems, in the order in which the product names them.
 * @returns 0..1.
 */
export function kindMatch(kind: string | null, kinds: readonly string[]): number {
  const place = kind === null ? -1 : kinds.indexOf(kind);
  return place === -1 ? 0 : 1 / (1 + place);
}
