import { Parser } from 'htmlparser2';

/** Tags that end a word: what stands before and after them is not written as one. */
const BLOCKS = new Set(
  'address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(' '),
);
const SILENT = new Set(['script', 'style', 'template', 'noscript']);

// Zero-width joiner and non-joiner stay: emoji and some scripts are written with them.
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\uFFFD]/g;
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/g;

/**
 * A text as it is shown and searched: HTML to text, NFKC, no control or invisible characters, white space collapsed.
 * Null where nothing is left, or where the value is no text. Cleaning a cleaned text changes nothing.
 */
export function cleanText(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  let text = value.toWellFormed();
  // Shop texts are often escaped twice. Each round either changes nothing or makes the text shorter, so this ends.
  for (;;) {
    const next = cleanOnce(text);
    if (next === text) return text === '' ? null : text;
    text = next;
  }
}

function cleanOnce(text: string): string {
  return htmlToText(text)
    .normalize('NFKC')
    .replaceAll(INVISIBLE, '')
    .replaceAll(CONTROL, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

function htmlToText(html: string): string {
  if (!/[<&]/.test(html)) return html;
  let text = '';
  let silent = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (SILENT.has(name)) silent += 1;
      if (BLOCKS.has(name)) text += ' ';
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent -= 1;
      if (BLOCKS.has(name)) text += ' ';
    },
    ontext(data) {
      if (silent === 0) text += data;
    },
  });
  parser.end(html);
  return text;
}
