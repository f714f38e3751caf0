/** Strings numbered in the order in which they were first seen. */
export interface Dictionary {
  readonly strings: string[];
  readonly numbers: Map<string, number>;
}

export const createDictionary = (strings: string[] = []): Dictionary => ({
  strings,
  numbers: new Map(strings.map((string, number) => [string, number])),
});

/** The number of `string`; a new one where it was unknown. */
export function intern({ strings, numbers }: Dictionary, string: string): number {
  const known = numbers.get(string);
  if (known !== undefined) return known;
  numbers.set(string, strings.length);
  return strings.push(string) - 1;
}
