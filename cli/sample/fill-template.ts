const SMALL_WORDS = new Set(['and', 'of', 'for', 'with', 'in', 'to', 'on', 'under', 'the', 'a']);

/**
 * Fills slots: `{key}` as written, `{Key}` in title case. An article before a slot agrees with what comes in.
 * @throws Error where a slot has no value: a fault of the vocabulary.
 */
export function fillTemplate(template: string, values: ReadonlyMap<string, string>): string {
  return template.replaceAll(/(\b[Aa] )?\{(\w+)\}/g, (_, article: string | undefined, slot: string) => {
    const key = slot[0]!.toLowerCase() + slot.slice(1);
    const value = values.get(key);
    if (value === undefined) throw new Error(`Expected a value for {${slot}} in "${template}".`);
    const shown = key === slot ? value : titleCase(value);
    if (article === undefined) return shown;
    return /^([aeio]|8|11\b|18\b)/i.test(shown) ? `${article.trim()}n ${shown}` : article + shown;
  });
}

/** `noise cancelling` becomes `Noise Cancelling`; words with a capital or digit stay as they are. */
function titleCase(text: string): string {
  return text.replaceAll(/(?<![\w'])[a-z][a-z'-]*/g, (word) => (SMALL_WORDS.has(word) ? word : word[0]!.toUpperCase() + word.slice(1)));
}
