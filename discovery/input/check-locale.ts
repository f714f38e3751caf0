import { invalidInput, quoted } from './invalid-input.ts';

/** The canonical form of a BCP 47 tag; null stays null. */
export function checkLocale(locale: string | null): string | null {
  if (locale === null) return null;
  try {
    const [canonical] = Intl.getCanonicalLocales(locale);
    if (canonical !== undefined) return canonical;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw invalidInput('locale', 'a BCP 47 language tag such as en-GB', quoted(locale));
}
