/** Cuts texts into the numbers of a vocabulary's pieces. */
export interface WordPieces {
  /** Pieces in all, special ones included. */
  readonly size: number;
  /** Number of a piece as the vocabulary writes it; undefined where it has none. */
  numberOf(piece: string): number | undefined;
  /** The pieces of a text, in order, at most `limit`; a word that cannot be put together gives the number of `[UNK]`. */
  cut(text: string, limit?: number): number[];
}

/** Words longer than this are unknown, as in the original. */
const WORD_MAX = 100;
const UNKNOWN = '[UNK]';

/**
 * WordPiece as BERT's uncased models use it: control characters out, CJK characters and punctuation alone, lower case,
 * no accents, then for each word the longest piece of the vocabulary from the left, what follows the first written `##`.
 * J. Devlin et al. 2019, BERT, section 3 and `tokenization.py` of its release; Y. Wu et al. 2016, section 4.1.
 *
 * @param vocabulary - Pieces by number; holds `[UNK]`.
 */
export function createWordPieces(vocabulary: readonly string[]): WordPieces {
  const numbers = new Map(vocabulary.map((piece, number) => [piece, number]));
  const unknown = numbers.get(UNKNOWN);
  if (unknown === undefined) throw new RangeError(`Expected a vocabulary with ${UNKNOWN}, got ${vocabulary.length} pieces without.`);
  const longest = vocabulary.reduce((most, piece) => Math.max(most, piece.length), 0);

  const cutWord = (word: string): number[] => {
    const pieces: number[] = [];
    for (let start = 0; start < word.length; ) {
      const prefix = start === 0 ? '' : '##';
      let end = Math.min(word.length, start + longest);
      let piece: number | undefined;
      for (; end > start; end--) {
        piece = numbers.get(prefix + word.slice(start, end));
        if (piece !== undefined) break;
      }
      if (piece === undefined) return [unknown];
      pieces.push(piece);
      start = end;
    }
    return pieces;
  };

  return {
    size: vocabulary.length,
    numberOf: (piece) => numbers.get(piece),
    cut(text, limit = Number.POSITIVE_INFINITY) {
      const pieces: number[] = [];
      for (const word of wordsOf(text)) {
        pieces.push(...(word.length > WORD_MAX ? [unknown] : cutWord(word)));
        if (pieces.length >= limit) return pieces.slice(0, limit);
      }
      return pieces;
    },
  };
}

/** The blocks that BERT takes for CJK; Kana and Hangul are not among them. */
const ALONE = /[\u4E00-\u9FFF\u3400-\u4DBF\u{20000}-\u{2A6DF}\u{2A700}-\u{2CEAF}\uF900-\uFAFF\u{2F800}-\u{2FA1F}]|[!-/:-@[-`{-~]|\p{P}/gu;

function wordsOf(text: string): string[] {
  return text
    .replaceAll(/[\t\n\r]/g, ' ')
    .replaceAll(/[\0\uFFFD]|\p{C}/gu, '')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(ALONE, ' $& ')
    .split(/\s+/u)
    .filter((word) => word !== '');
}
