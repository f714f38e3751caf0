/** How well scores tell what is from what is not; all between 0 and 1. */
export interface ClassificationQuality {
  readonly accuracy: number;
  /** 0 where nothing is called positive. */
  readonly precision: number;
  readonly recall: number;
  /** Harmonic mean of the two. */
  readonly f1: number;
  /** Chance that a positive scores above a negative, ties by half; does not depend on the threshold. */
  readonly auc: number;
}

/**
 * @param scores - One an example; `labels` aligned, true for positives. Both kinds must be there.
 * @param threshold - Scores above it are called positive.
 */
export function classificationQuality(scores: ArrayLike<number>, labels: readonly boolean[], threshold: number): ClassificationQuality {
  const calledPositive = (place: number): boolean => scores[place]! > threshold;
  const count = (label: boolean, called: boolean): number => labels.filter((own, place) => own === label && calledPositive(place) === called).length;
  const right = count(true, true);
  const missed = count(true, false);
  const wrong = count(false, true);
  const precision = right + wrong === 0 ? 0 : right / (right + wrong);
  const recall = right / (right + missed);
  return {
    accuracy: (right + count(false, false)) / labels.length,
    precision,
    recall,
    f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    auc: areaUnderCurve(scores, labels),
  };
}

/** By the sum of the positives' ranks, tied scores sharing their mean rank (Mann and Whitney 1947). */
function areaUnderCurve(scores: ArrayLike<number>, labels: readonly boolean[]): number {
  const order = [...labels.keys()].toSorted((a, b) => scores[a]! - scores[b]!);
  let rankSum = 0;
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to += 1;
    const meanRank = (from + 1 + to) / 2;
    rankSum += meanRank * order.slice(from, to).filter((place) => labels[place]).length;
    from = to;
  }
  const positives = labels.filter(Boolean).length;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (labels.length - positives));
}

/** The threshold under which as many are called positive as are: fair to scores that are no probabilities. */
export function balancedThreshold(scores: ArrayLike<number>, positives: number): number {
  return Array.from(scores).toSorted((a, b) => b - a)[positives] ?? -Infinity;
}
