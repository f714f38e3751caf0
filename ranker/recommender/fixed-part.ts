import type { ScorePart } from '../score-part.ts';

/** A part that says the same of every history, such as popularity, asked once: while a model is fitted and measured, counts stand still. */
export function createFixedPart(part: ScorePart): ScorePart {
  const scores = part.score([]);
  return { name: part.name, score: () => scores };
}
