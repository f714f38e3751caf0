import { fault, type UserError } from '../../schema/user-error.ts';

const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LAYOUT = /[^\P{Cc}\n\r\t]/u;

export interface TextRule {
  /** Longest allowed, UTF-16 units. */
  readonly maximum: number;
  /** True: line breaks and tabs may stand in it. */
  readonly layout: boolean;
}

/** Faults of a text: blank, too long, with control characters or half a surrogate pair. Absent is no fault. */
export function checkText(text: string | null | undefined, { maximum, layout }: TextRule): readonly UserError[] {
  if (text == null) return [];
  if (text.trim() === '') return [fault([], 'BLANK', 'Expected some text, got none but white space.')];
  if (text.length > maximum) {
    return [fault([], 'TOO_LONG', `Expected at most ${maximum} characters, got ${text.length}.`)];
  }
  const found = (layout ? CONTROL_BUT_LAYOUT : CONTROL).exec(text);
  if (found !== null) {
    const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return [fault([], 'CONTROL_CHARACTER', `Expected no control characters, got U+${code} at ${found.index}.`)];
  }
  return text.isWellFormed() ? [] : [fault([], 'CONTROL_CHARACTER', 'Expected whole characters, got half a surrogate pair.')];
}
