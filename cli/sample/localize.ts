import type { Bilingual } from './vocabulary/vocabulary-types.ts';

export type SampleLanguage = 'en' | 'zh';

/** The half of a text for a language; a text without halves is the same in both. */
export function localize(text: Bilingual, language: SampleLanguage): string {
  const bar = text.indexOf('|');
  if (bar === -1) return text;
  return language === 'en' ? text.slice(0, bar) : text.slice(bar + 1);
}

export function isBilingual(text: Bilingual): boolean {
  return text.includes('|');
}
