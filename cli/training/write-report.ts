import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Printer } from '../print.ts';
import { reportPage } from './report-page.ts';
import type { TrainingReport } from './training-report.ts';

/** Writes the report as JSON and as a page, and prints what matters of it. */
export function writeReport(folder: string, report: TrainingReport, printer: Printer): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(folder, 'report.html'), reportPage(report));
  for (const { name, quality, classification } of report.models) {
    const { ndcg, hitRate, mrr, recall } = quality;
    const told = classification === null ? '' : `  AUC ${classification.auc.mean.toFixed(3)}  F1 ${classification.f1.mean.toFixed(3)}`;
    printer.result(
      `${name.padEnd(16)} NDCG@${report.cut} ${ndcg.mean.toFixed(4)} [${ndcg.low.toFixed(4)}, ${ndcg.high.toFixed(4)}]  hit ${hitRate.mean.toFixed(4)}  MRR ${mrr.mean.toFixed(4)}  recall ${recall.mean.toFixed(4)}${told}  on ${quality.cases} shoppers`,
      { model: { name, quality, classification } },
    );
  }
  const gain = report.encoderOverLstm;
  if (gain !== null) printer.remark(`The user encoder's NDCG@${report.cut} less the LSTM's, on the same ${gain.cases} shoppers: ${gain.mean.toFixed(4)} [${gain.low.toFixed(4)}, ${gain.high.toFixed(4)}].`);
  printer.remark(`Report: ${join(folder, 'report.html')} and report.json beside it.`);
}
