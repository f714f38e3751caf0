import { STEP_TYPES, type SequenceStep, type UserEncoderModel } from '../../../ranker/index.ts';
import { timeGapBucket } from '../../../ranker/sequence/time-gap.ts';

type Row = number[];

/** The user encoder as its papers write it: one vector at a time, in 64 bits. */
export function naiveEncode({ shape, tensors }: UserEncoderModel, history: readonly SequenceStep[], vectors: Float32Array): Row {
  const weight = (name: string): Row => [...tensors.find((tensor) => tensor.name === name)!.data];
  const { dimension, heads, inner, blocks, steps } = shape;
  const headWidth = dimension / heads;
  const first = Math.max(0, history.length - steps);
  let rows: Row[] = history.slice(first).map(({ item, type, atMs }, place) => {
    const gap = timeGapBucket(history[first + place - 1]?.atMs ?? null, atMs);
    return Array.from({ length: dimension }, (_, column) =>
      vectors[item * dimension + column]! * Math.sqrt(dimension) +
      weight('step.type')[STEP_TYPES.indexOf(type) * dimension + column]! +
      weight('step.gap')[gap * dimension + column]!,
    );
  });
  for (let block = 0; block < blocks; block += 1) {
    const of = (name: string): Row => weight(`block${block}.${name}`);
    const normal = rows.map((row) => normalise(row, of('attention.norm.scale'), of('attention.norm.offset')));
    const projected = normal.map((row) => times(row, of('attention.query-key-value'), 3 * dimension));
    const slice = (place: number, which: number, head: number): Row =>
      projected[place]!.slice(which * dimension + head * headWidth, which * dimension + (head + 1) * headWidth);
    rows = rows.map((row, query) => {
      const mixed: Row = [];
      for (let head = 0; head < heads; head += 1) {
        const affinities = Array.from({ length: query + 1 }, (_, key) =>
          dot(slice(query, 0, head), slice(key, 1, head)) / Math.sqrt(headWidth) + of('attention.distance')[(query - key) * heads + head]!,
        );
        const total = affinities.reduce((sum, value) => sum + Math.exp(value), 0);
        for (let column = 0; column < headWidth; column += 1) {
          mixed.push(affinities.reduce((sum, value, key) => sum + (Math.exp(value) / total) * slice(key, 2, head)[column]!, 0));
        }
      }
      return add(row, times(mixed, of('attention.output'), dimension));
    });
    rows = rows.map((row) => {
      const normal = normalise(row, of('feed-forward.norm.scale'), of('feed-forward.norm.offset'));
      const hidden = add(times(normal, of('feed-forward.inner'), inner), of('feed-forward.inner-offset')).map((value) => Math.max(0, value));
      return add(row, add(times(hidden, of('feed-forward.output'), dimension), of('feed-forward.output-offset')));
    });
  }
  return normalise(rows.at(-1)!, weight('final.norm.scale'), weight('final.norm.offset'));
}

function times(row: Row, matrix: Row, width: number): Row {
  return Array.from({ length: width }, (_, column) => row.reduce((sum, value, place) => sum + value * matrix[place * width + column]!, 0));
}

function normalise(row: Row, scale: Row, offset: Row): Row {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
  return row.map((value, place) => ((value - mean) / Math.sqrt(variance + 1e-5)) * scale[place]! + offset[place]!);
}

const add = (a: Row, b: Row): Row => a.map((value, place) => value + b[place]!);
const dot = (a: Row, b: Row): number => a.reduce((sum, value, place) => sum + value * b[place]!, 0);
