/** Parts of a facet value; no cleaned text holds a control character. */
const SEPARATOR = '\u0001';

/** A value as facets count it: by the folded form, with what is shown of it. */
export interface FacetValue {
  /** Without regard to case. */
  readonly fold: string;
  readonly value: string;
  readonly label: string;
}

export const foldOf = (value: string): string => value.toLowerCase();

export function encodeFacetValue(value: string, label = value): string {
  return [foldOf(value), value, ...(label === value ? [] : [label])].join(SEPARATOR);
}

export function decodeFacetValue(encoded: string): FacetValue {
  const [fold = '', value = fold, label = value] = encoded.split(SEPARATOR);
  return { fold, value, label };
}

/** Lucene regular expression of all encoded values of some folds. */
export function facetValuesOf(folds: readonly string[]): string {
  const escaped = folds.map((fold) => fold.replaceAll(/[^\p{L}\p{N}\s]/gu, String.raw`\$&`));
  return `(${escaped.join('|')})${SEPARATOR}.*`;
}
