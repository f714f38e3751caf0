import { SOURCE_EXCERPT_MAX } from './import-types.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Null where the bytes are not UTF-8. */
export function decodeText(bytes: Buffer): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** The beginning of what could not be read, for the quarantine; wrong bytes become U+FFFD. */
export function excerpt(bytes: Buffer): string {
  return bytes.subarray(0, SOURCE_EXCERPT_MAX).toString();
}
