/** A query as it is searched and shown: NFKC, white space collapsed and trimmed. Case stays; the index folds it. */
export function normalizeQuery(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim();
}
