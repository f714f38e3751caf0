import { intern } from './dictionary.ts';
import type { EngineState, KeywordTable } from './engine-state.ts';
import type { EngineDocument } from './engine-types.ts';
import { append } from './growing.ts';
import { addList, appendPair } from './pair-lists.ts';

/** Adds the document's keywords to their columns and to its own list. */
export function putKeywords({ documents, keywords }: EngineState, ordinal: number, document: EngineDocument): void {
  const start = documents.values.length;
  for (const [name, texts] of Object.entries(document.keywords)) {
    const labels = document.labels[name];
    for (const text of texts) {
      const field = internField(keywords, name);
      if (field === keywords.columns.size.length) addList(keywords.columns);
      const value = internValue(keywords, field, text);
      const fold = keywords.valueFold.data[value]!;
      const label = labels !== undefined && Object.hasOwn(labels, text) ? labels[text] : undefined;
      if (label !== undefined) keywords.labels.set(fold, label);
      if (hasFold(keywords, documents.values.data, start, documents.values.length, fold)) continue;
      append(documents.values, value);
      keywords.valueLive.data[value]!++;
      appendPair(keywords.columns, field, ordinal, value);
    }
  }
  append(documents.valueEnds, documents.values.length);
}

function hasFold(keywords: KeywordTable, values: Uint32Array, from: number, to: number, fold: number): boolean {
  const field = keywords.foldField.data[fold]!;
  // A document's values lie field by field, so the search ends where another field begins.
  for (let i = to - 1; i >= from; i--) {
    const other = keywords.valueFold.data[values[i]!]!;
    if (other === fold) return true;
    if (keywords.foldField.data[other]! !== field) return false;
  }
  return false;
}

/** The number of a keyword field; a new one, as yet without its column, where it was unknown. */
export function internField(keywords: KeywordTable, name: string): number {
  const field = intern(keywords.fields, name);
  if (field === keywords.fieldFolds.length) {
    keywords.fieldFolds.push(new Map());
    keywords.fieldValues.push(new Map());
  }
  return field;
}

/** The number of a value of the field; a new one where it was unknown. */
export function internValue(keywords: KeywordTable, field: number, text: string): number {
  const known = keywords.fieldValues[field]!.get(text);
  if (known !== undefined) return known;
  const folded = text.toLowerCase();
  const folds = keywords.fieldFolds[field]!;
  const fold = folds.get(folded) ?? keywords.foldField.length;
  const value = keywords.values.push(text) - 1;
  keywords.fieldValues[field]!.set(text, value);
  append(keywords.valueFold, fold);
  append(keywords.valueLive, 0);
  if (fold === keywords.foldField.length) {
    folds.set(folded, fold);
    append(keywords.foldField, field);
    append(keywords.firstValue, value);
    append(keywords.nextValue, 0);
  } else {
    append(keywords.nextValue, 1 + keywords.firstValue.data[fold]!);
    keywords.firstValue.data[fold] = value;
  }
  return value;
}
