/** A match: UTF-16 offsets into the text, and the terms it holds. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly terms: readonly string[];
}

interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** Length to aim at, UTF-16 units. */
const LENGTH = 160;
/** How far an edge moves to find the boundary of a word. */
const SHIFT_MAX = 30;
const FRAGMENTS_MAX = 2;

const SPACE = /\s/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
/** Written without spaces between words: any place between two characters is a boundary. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * The pieces of the text that show most of the query: first the window with the most different terms (then most
 * matches, then earliest), and a second one where it adds a term. In the order of the text; they never overlap.
 */
export function chooseFragments(text: string, spans: readonly Span[]): Bounds[] {
  const chosen: Bounds[] = [];
  const shown = new Set<string>();
  while (chosen.length < FRAGMENTS_MAX) {
    const best = bestWindow(spans, shown);
    if (best === null) break;
    const bounds = beside(chosen, best.window, around(text, best.window));
    if (bounds !== null) chosen.push(trimmed(text, bounds));
    for (const term of best.terms) shown.add(term);
  }
  return chosen.toSorted((a, b) => a.start - b.start);
}

/** The run of neighbouring spans within `LENGTH` with the most terms not yet `shown`; null where there is none. */
function bestWindow(
  spans: readonly Span[],
  shown: ReadonlySet<string>,
): { readonly window: Bounds; readonly terms: ReadonlySet<string> } | null {
  let best: { readonly window: Bounds; readonly terms: ReadonlySet<string>; readonly matches: number } | null = null;
  for (let i = 0; i < spans.length; i++) {
    const { start } = spans[i]!;
    const terms = new Set<string>();
    let { end } = spans[i]!;
    let matches = 0;
    for (let j = i; j < spans.length; j++) {
      const span = spans[j]!;
      if (j > i && span.end - start > LENGTH) break;
      ({ end } = span);
      matches++;
      for (const term of span.terms) if (!shown.has(term)) terms.add(term);
    }
    if (terms.size === 0) continue;
    if (best === null || terms.size > best.terms.size || (terms.size === best.terms.size && matches > best.matches)) {
      best = { window: { start, end }, terms, matches };
    }
  }
  return best;
}

/** `bounds` without what is `chosen` already; null where the window itself is. */
function beside(chosen: readonly Bounds[], window: Bounds, bounds: Bounds): Bounds | null {
  let { start, end } = bounds;
  for (const other of chosen) {
    if (other.end <= window.start) start = Math.max(start, other.end);
    else if (window.end <= other.start) end = Math.min(end, other.start);
    else return null;
  }
  return { start, end };
}

/** `LENGTH` units of text around the window, cut between words. */
function around(text: string, window: Bounds): Bounds {
  const spare = Math.max(0, LENGTH - (window.end - window.start));
  // A third of the room goes before the matches, since what follows explains more; what one side lacks, the other gets.
  let start = Math.max(0, window.start - Math.floor(spare / 3));
  const end = Math.min(text.length, Math.max(window.end, start + LENGTH));
  start = Math.max(0, Math.min(start, end - LENGTH));
  return {
    start: boundaryFrom(text, Math.min(start, window.start), window.start),
    end: boundaryBackFrom(text, end, window.end),
  };
}

/** The first boundary at or after `from`, not beyond `limit`. */
function boundaryFrom(text: string, from: number, limit: number): number {
  for (let at = from; at <= Math.min(limit, from + SHIFT_MAX); at++) if (isBoundary(text, at)) return at;
  return limit;
}

/** The last boundary at or before `from`, not before `limit`. */
function boundaryBackFrom(text: string, from: number, limit: number): number {
  for (let at = from; at >= Math.max(limit, from - SHIFT_MAX); at--) if (isBoundary(text, at)) return at;
  return limit;
}

function isBoundary(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return true;
  if (/[\uDC00-\uDFFF]/.test(text.charAt(at))) return false;
  const before = text.charAt(at - 1);
  const after = text.charAt(at);
  if (CJK.test(before) || CJK.test(after)) return true;
  return SPACE.test(before) || (SPACE.test(after) || !(LETTER.test(before) && LETTER.test(after)));
}

function trimmed(text: string, { start, end }: Bounds): Bounds {
  let from = start;
  let to = end;
  while (from < to && SPACE.test(text.charAt(from))) from++;
  while (to > from && SPACE.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}
