import { expect, it } from 'vitest';
import { createSeededRandom } from '../../../ranker/index.ts';
import { fitPartWeights, type WeightCase } from '../../../ranker/merge/fit-part-weights.ts';

it('finds that two parts, each blind to half of what matters, are best added, and leaves noise out', () => {
  const random = createSeededRandom(3);
  const cases = Array.from({ length: 200 }, (): WeightCase => {
    const target = random.below(50);
    const scores = (tells: number): Float32Array => Float32Array.from({ length: 50 }, (_, item) => random.normal() + (item === target ? tells : 0));
    const first = random.next() < 0.5;
    return {
      candidates: { items: Int32Array.from({ length: 50 }, (_, item) => item), scores: [scores(first ? 5 : 0), scores(first ? 0 : 5), scores(0)] },
      targets: new Set([target]),
    };
  });
  const { weights, ndcg } = fitPartWeights(['a', 'b', 'noise'], cases);
  expect(weights['a']! / weights['b']!).toBeGreaterThan(0.5);
  expect(weights['a']! / weights['b']!).toBeLessThan(2);
  expect(weights['noise']!).toBeLessThan(0.2 * weights['a']!);
  const alone = fitPartWeights(['a'], cases.map(({ candidates, targets }) => ({ candidates: { ...candidates, scores: [candidates.scores[0]!] }, targets })));
  expect(ndcg).toBeGreaterThan(alone.ndcg + 0.1);
  expect(fitPartWeights(['a', 'b', 'noise'], cases)).toEqual({ weights, ndcg });
});
