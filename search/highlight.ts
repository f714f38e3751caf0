import { analyze } from './analysis/analyze.ts';
import { analyzeQuery } from './analysis/analyze-query.ts';
import { normalizeWord } from './analysis/normalize-text.ts';
import { escapeHtml } from './escape-html.ts';
import { chooseFragments, type Span } from './highlight-fragments.ts';

/** Marks the words of one query in texts. All that it gives is HTML-escaped, with the matches between `<em>` and `</em>`. */
export interface Highlighter {
  /** The whole text; null where nothing matches. */
  whole(text: string): string | null;
  /** The one or two best pieces, about 160 characters each, in the order of the text; empty where nothing matches. */
  fragments(text: string): string[];
}

/** Text beyond this many UTF-16 units is not looked at. */
const ANALYZED_MAX = 10_000;
/** What may stand between two matches that are marked as one: nothing, a space or what joins words. */
const GLUE = /^[\s\-‐‑./+&_]?$/;

/** Matches as search does: by stem, by character pair in Chinese and Japanese, compounds both ways. */
export function createHighlighter(query: string): Highlighter {
  const terms = markedTerms(query);

  function spansIn(text: string): Span[] {
    if (terms.size === 0) return [];
    const spans = analyze(text)
      .filter(({ term }) => terms.has(term))
      .map(({ term, start, end }): Span => ({ start, end, terms: [term] }))
      .toSorted((a, b) => a.start - b.start || a.end - b.end);
    return joined(spans, text);
  }

  return {
    whole(text) {
      const spans = spansIn(text.slice(0, ANALYZED_MAX));
      return spans.length === 0 ? null : marked(text, spans, { start: 0, end: text.length });
    },
    fragments(text) {
      const head = text.slice(0, ANALYZED_MAX);
      const spans = spansIn(head);
      return chooseFragments(head, spans).map((bounds) => marked(head, spans, bounds));
    },
  };
}

/** What a searcher asked for: not the function words, and of a Chinese run its pairs, not each of their characters. */
function markedTerms(query: string): ReadonlySet<string> {
  const isCompound = (surface: string, start: number, end: number): boolean =>
    !normalizeWord(query.slice(start, end)).includes(surface);
  return new Set(
    analyzeQuery(query)
      .filter(({ required, surface, start, end }) => required || isCompound(surface, start, end))
      .map(({ term }) => term),
  );
}

/** Spans that overlap or touch, made one. */
function joined(spans: readonly Span[], text: string): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && (span.start <= last.end || GLUE.test(text.slice(last.end, span.start)))) {
      result[result.length - 1] = {
        start: last.start,
        end: Math.max(last.end, span.end),
        terms: [...last.terms, ...span.terms],
      };
    } else {
      result.push(span);
    }
  }
  return result;
}

function marked(text: string, spans: readonly Span[], bounds: { readonly start: number; readonly end: number }): string {
  let html = '';
  let from = bounds.start;
  for (const { start, end } of spans) {
    if (start < bounds.start || end > bounds.end) continue;
    html += `${escapeHtml(text.slice(from, start))}<em>${escapeHtml(text.slice(start, end))}</em>`;
    from = end;
  }
  return html + escapeHtml(text.slice(from, bounds.end));
}
