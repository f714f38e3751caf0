import type { Interval } from '../../ranker/index.ts';
import { barChart } from './bar-chart.ts';
import { lineChart } from './line-chart.ts';
import type { TrainingReport } from './training-report.ts';

const SHARES = ['accuracy', 'precision', 'recall', 'f1', 'auc'] as const;

/** The report as one HTML page that needs nothing beside it: tables, and plots as inline SVG. */
export function reportPage(report: TrainingReport): string {
  const { models, epochs, cut } = report;
  const classified = models.filter(({ classification }) => classification !== null);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Training report</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733; }
  table { border-collapse: collapse; margin: 1rem 0; font-size: 14px; }
  th, td { padding: .2rem .4rem; text-align: right; border-bottom: 1px solid #dde3ea; }
  th:first-child, td:first-child { text-align: left; }
  td:first-child, td small { white-space: nowrap; }
  td small { display: block; }
  svg { max-width: 100%; }
  small { color: #66707c; }
</style>
<h1>Training report</h1>
<p>${number(report.shoppers)} shoppers, ${number(report.items)} products, ${number(report.steps)} steps. Predicted: ${text(report.target)}.
Fitted on what was before ${text(report.validationFrom)}, chosen until ${text(report.testFrom)}, measured after, on ${number(report.testCases)} shoppers or the first of them, as said beside each model.
All products ranked. Seed ${report.seed}, ${text(report.backend)}, ${number(Math.round(report.seconds))} s.</p>
<h2>NDCG@${cut} <small>with 95% bootstrap intervals</small></h2>
${barChart(models.map(({ name, quality }) => ({ name, ...quality.ndcg })))}
<table>
<tr><th>model<th>shoppers<th>NDCG@${cut}<th>hit rate@${cut}<th>MRR@${cut}<th>recall@${cut}<th>precision@${cut}<th>coverage<th>diversity<th>weight</tr>
${models
  .map(
    ({ name, quality }) =>
      `<tr><td>${text(name)}<td>${number(quality.cases)}<td>${interval(quality.ndcg)}<td>${interval(quality.hitRate)}<td>${interval(quality.mrr)}<td>${interval(quality.recall)}<td>${interval(quality.precision)}` +
      `<td>${quality.coverage.toFixed(3)}<td>${quality.diversity.toFixed(3)}<td>${report.weights[name] ?? ''}</tr>`,
  )
  .join('\n')}
</table>
<h2>Telling what came next from a product drawn by chance <small>with 95% bootstrap intervals</small></h2>
<table>
<tr><th>model<th>shoppers<th>accuracy<th>precision<th>recall<th>F1<th>AUC</tr>
${classified
  .map(({ name, classification }) => `<tr><td>${text(name)}<td>${number(classification!.cases)}${SHARES.map((key) => `<td>${interval(classification![key], 3)}`).join('')}</tr>`)
  .join('\n')}
</table>
${aboutLstm(report)}
<h2>Training of the user encoder</h2>
${lineChart('loss', epochs.map(({ loss }) => loss))}
${lineChart(`validation NDCG@${cut}`, epochs.map(({ validation }) => validation))}
</html>
`;
}

function aboutLstm({ lstmEpochs, encoderOverLstm, cut }: TrainingReport): string {
  if (lstmEpochs === null || encoderOverLstm === null) return '';
  return `<p>NDCG@${cut} of the user encoder less that of the LSTM, on the same ${number(encoderOverLstm.cases)} shoppers: ${interval(encoderOverLstm)}.
<small>The LSTM came to epoch ${lstmEpochs} within its time.</small></p>`;
}

function interval({ mean, low, high }: Interval, digits = 4): string {
  return `${mean.toFixed(digits)} <small>${low.toFixed(digits)}–${high.toFixed(digits)}</small>`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
