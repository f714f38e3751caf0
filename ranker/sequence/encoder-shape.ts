import { STEP_TYPES } from '../score-part.ts';
import { TIME_GAP_BUCKETS } from './time-gap.ts';

/** The sizes that fix a user encoder's parameters. */
export interface EncoderShape {
  /** Length of item and user vectors; a multiple of `heads`. */
  readonly dimension: number;
  readonly blocks: number;
  readonly heads: number;
  /** Width of the feed-forward layer. */
  readonly inner: number;
  /** Steps of history read, the newest. */
  readonly steps: number;
  /** Items with a trained embedding of their own; 0 where content says all. */
  readonly items: number;
  /** Length of an item's content vector; 0 where there is none. */
  readonly contentDimension: number;
}

/** The sizes measured in docs/sequences.md. */
export const DEFAULT_ENCODER_SHAPE = {
  dimension: 64,
  blocks: 2,
  heads: 2,
  inner: 256,
  steps: 50,
} as const satisfies Partial<EncoderShape>;

/** Name and shape of every parameter, in the order that models store them. */
export function encoderParameterShapes(shape: EncoderShape): readonly (readonly [name: string, shape: readonly number[]])[] {
  const { dimension, blocks, heads, inner, steps, items, contentDimension } = shape;
  const perBlock = (block: number): [string, number[]][] => [
    [`block${block}.attention.norm.scale`, [dimension]],
    [`block${block}.attention.norm.offset`, [dimension]],
    [`block${block}.attention.query-key-value`, [dimension, 3 * dimension]],
    [`block${block}.attention.output`, [dimension, dimension]],
    [`block${block}.attention.distance`, [steps, heads]],
    [`block${block}.feed-forward.norm.scale`, [dimension]],
    [`block${block}.feed-forward.norm.offset`, [dimension]],
    [`block${block}.feed-forward.inner`, [dimension, inner]],
    [`block${block}.feed-forward.inner-offset`, [inner]],
    [`block${block}.feed-forward.output`, [inner, dimension]],
    [`block${block}.feed-forward.output-offset`, [dimension]],
  ];
  return [
    ...(items > 0 ? [['item.embedding', [items, dimension]] as const] : []),
    ...(contentDimension > 0 ? [['item.content', [contentDimension, dimension]] as const] : []),
    ['step.type', [STEP_TYPES.length, dimension]],
    ['step.gap', [TIME_GAP_BUCKETS, dimension]],
    ...Array.from({ length: blocks }, (_, block) => perBlock(block)).flat(),
    ['final.norm.scale', [dimension]],
    ['final.norm.offset', [dimension]],
  ];
}
