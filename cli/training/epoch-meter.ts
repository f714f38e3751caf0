import type { EpochReport } from '../../ranker/index.ts';

const EVERY_MS = 2_000;

export interface EpochMeterOptions {
  readonly epochsMax: number;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly remark: (line: string) => void;
}

/** Remarks on a training: every two seconds how far the epoch is, and each epoch with its loss, its validation and the time left at most. */
export function createEpochMeter({ epochsMax, now, remark }: EpochMeterOptions) {
  const startMs = now();
  let remarkedMs = startMs;
  const left = (done: number): string => `at most ${Math.ceil(((now() - startMs) / 1000 / done) * (epochsMax - done))} s left`;
  return {
    step(epoch: number, share: number, loss: number): void {
      if (now() - remarkedMs < EVERY_MS) return;
      remarkedMs = now();
      remark(`epoch ${epoch} of at most ${epochsMax}, ${Math.round(100 * share)}%: loss ${loss.toFixed(4)}, ${left(epoch - 1 + share)}`);
    },
    epoch({ epoch, loss, validation }: EpochReport): void {
      remark(`epoch ${epoch} of at most ${epochsMax}: loss ${loss.toFixed(4)}, validation NDCG@10 ${validation.toFixed(4)}, ${left(epoch)}`);
    },
  };
}
