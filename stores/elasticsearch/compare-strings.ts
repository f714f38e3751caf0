/** Ascending by UTF-16 code units, as JavaScript compares strings. */
export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
