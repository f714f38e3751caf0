import { checkText } from '../../shared/check-text.ts';
import { fault, type UserError } from '../../../schema/user-error.ts';

const URL_MAX = 2_048;

/** Faults of a link that clients will follow: only absolute http and https, without credentials in it. */
export function checkUrl(text: string | null | undefined): readonly UserError[] {
  const faults = checkText(text, { maximum: URL_MAX, layout: false });
  if (text == null || faults.length > 0) return faults;
  const url = URL.parse(text);
  const followable = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return followable ? [] : [fault([], 'URL_INVALID', `Expected an absolute http or https address, got ${JSON.stringify(text.slice(0, 100))}.`)];
}
