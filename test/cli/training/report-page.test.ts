import { expect, it } from 'vitest';
import { reportPage } from '../../../cli/training/report-page.ts';
import type { ModelReport, TrainingReport } from '../../../cli/training/training-report.ts';

const interval = (mean: number) => ({ mean, low: mean - 0.01, high: mean + 0.02 });

it('says of each model on how many shoppers it was measured, and of each share how sure it is', () => {
  const page = reportPage(reportOf([modelOf('user-encoder', 5000), modelOf('merged', 5000, null), modelOf('lstm', 1000)]));
  expect(page).toContain('<tr><td>merged<td>5,000<td>0.2000 <small>0.1900–0.2200</small>');
  expect(page).toContain('<tr><td>lstm<td>1,000<td>0.2000 <small>0.1900–0.2200</small>');
  expect(page).toContain('<tr><td>lstm<td>1,000<td>0.700 <small>0.690–0.720</small><td>0.710');
  expect(page).toContain('0.0300 <small>0.0200–0.0500</small>');
  expect(page).toMatch(/less that of the LSTM, on the same 1,000 shoppers/);
});

it('says nothing of the LSTM where it was left out', () => {
  const page = reportPage({ ...reportOf([modelOf('merged', 40, null)]), lstmEpochs: null, encoderOverLstm: null });
  expect(page).not.toContain('LSTM');
});

function modelOf(name: string, cases: number, classification: ModelReport['classification'] = sharesOf(1000)): ModelReport {
  const quality = interval(0.2);
  return { name, quality: { cases, ndcg: quality, hitRate: quality, mrr: quality, recall: quality, precision: quality, coverage: 0.5, diversity: 0.5 }, classification };
}

function sharesOf(cases: number): ModelReport['classification'] {
  return { cases, accuracy: interval(0.7), precision: interval(0.71), recall: interval(0.72), f1: interval(0.73), auc: interval(0.74) };
}

function reportOf(models: readonly ModelReport[]): TrainingReport {
  return {
    backend: 'wasm', seed: 1, shoppers: 6000, items: 40, steps: 9000, target: 'purchases', validationFrom: '2026-01-01', testFrom: '2026-02-01', testCases: 5000, cut: 10,
    epochs: [{ epoch: 1, loss: 3, validation: 0.1 }], weights: { merged: 1 }, models, lstmEpochs: 10, encoderOverLstm: { ...interval(0.03), cases: 1000 }, seconds: 5,
  };
}
