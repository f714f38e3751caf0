/** A kind of product, in the words of shops. */
export interface GlossaryEntry {
  /** What it is called; at least one. */
  readonly names: readonly string[];
  /** What stands beside the name in titles: sizes, materials, kinds. */
  readonly traits: readonly string[];
  /** What is sold for it, or with it. */
  readonly accessories: readonly string[];
}

/** Reads lines of `name, name | trait, trait | accessory, accessory`; blank lines and missing parts are empty. */
export function readGlossary(text: string): readonly GlossaryEntry[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [names = [], traits = [], accessories = []] = line.split('|').map((part) =>
      part
        .split(', ')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    );
    return { names, traits, accessories };
  });
}
