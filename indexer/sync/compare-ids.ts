/** The order of ids in every store: by UTF-8 bytes. JavaScript's own compares UTF-16 units, which differs beyond U+FFFF. */
export function compareIds(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
