import { invalidInput } from './invalid-input.ts';

/** Longest query or prefix, in characters (code points). */
export const TEXT_LENGTH_MAX = 500;

/** Refuses what is too long or holds control characters or broken surrogate pairs; `path` names the argument. */
export function checkText(text: string, path: string, lengthMax = TEXT_LENGTH_MAX): string {
  const length = Array.from(text).length;
  if (length > lengthMax) throw invalidInput(path, `at most ${lengthMax} characters`, String(length));
  const control = /\p{Cc}/u.exec(text);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw invalidInput(path, 'a text without control characters', `U+${code} at offset ${control.index}`);
  }
  if (!text.isWellFormed()) throw invalidInput(path, 'well-formed Unicode', 'half of a surrogate pair');
  return text;
}
