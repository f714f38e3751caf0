import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENCODER_PART, trainAndMeasure, type TrainContext, type TrainingOutcome } from '../../../cli/training/train-and-measure.ts';
import { walkingShoppers, withFutureByChance } from './support/walking-shoppers.ts';

const context: TrainContext = { remark: () => {}, now: () => 0, signal: new AbortController().signal };
const settings = { seed: 1, epochsMax: 2, lstmSeconds: 0, quantized: false };
const shop = walkingShoppers();

describe('trainAndMeasure', () => {
  let trained: TrainingOutcome;
  beforeAll(async () => {
    trained = await trainAndMeasure(shop, settings, context);
  }, 60_000);

  it('fits and chooses the same whatever the test is to be: it is only measured on', async () => {
    const other = await trainAndMeasure(withFutureByChance(shop, Date.parse(trained.report.testFrom)), settings, context);
    expect(digest(other.slist)).toBe(digest(trained.slist));
    expect(digest(other.encoder)).toBe(digest(trained.encoder));
    expect(other.weights).toEqual(trained.weights);
    expect(other.report.epochs).toEqual(trained.report.epochs);
    expect(ndcgOf(other, 'transitions')).toBeLessThan(ndcgOf(trained, 'transitions') - 0.2);
  }, 60_000);

  it('compares encoder and LSTM case by case on those that both are measured on, and says how many', async () => {
    const { report } = await trainAndMeasure(shop, { ...settings, lstmSeconds: 60 }, context);
    const [encoder, lstm] = [ENCODER_PART, 'lstm'].map((name) => report.models.find((model) => model.name === name)!);
    expect(report.encoderOverLstm!.cases).toBe(report.testCases);
    expect([encoder!.quality.cases, lstm!.quality.cases, lstm!.classification!.cases]).toEqual([report.testCases, report.testCases, report.testCases]);
    expect(report.encoderOverLstm!.mean).toBeCloseTo(encoder!.quality.ndcg.mean - lstm!.quality.ndcg.mean, 10);
    expect(report.encoderOverLstm!.low).toBeLessThan(report.encoderOverLstm!.mean);
    expect(trained.report).toMatchObject({ lstmEpochs: null, encoderOverLstm: null });
  }, 60_000);

  it('fits the same whatever the validation is: epochs and weights are only chosen by it', async () => {
    const other = await trainAndMeasure(withFutureByChance(shop, Date.parse(trained.report.validationFrom)), settings, context);
    expect(digest(other.slist)).toBe(digest(trained.slist));
    expect(other.report.epochs.map(({ loss }) => loss)).toEqual(trained.report.epochs.map(({ loss }) => loss));
    expect(other.report.epochs.map(({ validation }) => validation)).not.toEqual(trained.report.epochs.map(({ validation }) => validation));
  }, 60_000);
});

/** Showing how two models differ would take minutes. */
function digest(value: unknown): string {
  return createHash('sha256').update(serialize(value)).digest('hex');
}

function ndcgOf({ report }: TrainingOutcome, name: string): number {
  return report.models.find((model) => model.name === name)!.quality.ndcg.mean;
}
