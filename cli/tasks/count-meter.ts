import type { TaskContext } from './shop-task.ts';

const EVERY_MS = 1_000;

interface CountMeterOptions extends Pick<TaskContext, 'printer' | 'now'> {
  /** What is counted, such as `records`. */
  readonly noun: string;
  /** As far as it is known beforehand. */
  readonly total: number;
}

/** Remarks on how far long work has come, once a second, with rate and time left. Call it with the count so far. */
export function createCountMeter({ noun, total, printer, now }: CountMeterOptions): (count: number) => void {
  const startMs = now();
  let remarkedMs = startMs;
  return (count) => {
    const nowMs = now();
    if (nowMs - remarkedMs < EVERY_MS) return;
    remarkedMs = nowMs;
    const rate = count / ((nowMs - startMs) / 1_000);
    const left = rate > 0 && total > count ? `, ${Math.ceil((total - count) / rate)} s left` : '';
    printer.remark(`${count.toLocaleString('en')} of ${total.toLocaleString('en')} ${noun}, ${Math.round(rate).toLocaleString('en')} a second${left}`);
  };
}
