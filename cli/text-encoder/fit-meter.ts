import type { FitProgress } from './fit-encoder.ts';

/** Least time between two reports, milliseconds. */
const REPORT_EVERY_MS = 1_000;

/** Writes how far a fit has got to standard error, with rate and time left. @param now - Milliseconds. */
export function fitMeter(now: () => number): (progress: FitProgress) => void {
  let phase: FitProgress['phase'] | null = null;
  let startedAtMs = 0;
  let reportedAtMs = 0;
  return (progress) => {
    if (progress.phase !== phase) {
      ({ phase } = progress);
      startedAtMs = now();
      reportedAtMs = 0;
    }
    const { done, of } = progress;
    if (now() - reportedAtMs < REPORT_EVERY_MS && done < of) return;
    reportedAtMs = now();
    const perSecond = done / Math.max(0.001, (now() - startedAtMs) / 1_000);
    const what = phase === 'embed' ? 'texts read by the teacher' : 'steps of the fit';
    const left = Math.ceil((of - done) / Math.max(perSecond, 1e-9));
    process.stderr.write(`${done.toLocaleString('en')} of ${of.toLocaleString('en')} ${what}, ${perSecond.toFixed(1)}/s, ${left.toLocaleString('en')} s left\n`);
  };
}
