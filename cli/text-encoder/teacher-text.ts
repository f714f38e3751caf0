import type { ProductText } from '../../search/index.ts';

/** A product as a sentence encoder reads it: what it is first, since only the beginning counts. */
export function teacherText({ title, categories, description }: ProductText): string {
  return [title, ...categories.slice(-1), description].filter((text) => text !== '').join('. ');
}
