import type { SampleShop } from '../support/start-sample-shop.ts';
import { type Step, STEPS } from './steps.ts';

export interface Walked {
  readonly step: Step;
  readonly operation: string;
  readonly data: unknown;
  /** The step shows what it says. */
  readonly shown: boolean;
}

/**
 * Does all steps on a new sample shop, as a merchandiser.
 * @throws Error naming the step that was refused.
 */
export async function walkThrough(sample: SampleShop): Promise<readonly Walked[]> {
  const token = await sample.token('MERCHANDISER');
  const known = new Map<string, string>();
  const walked: Walked[] = [];
  for (const step of STEPS) {
    const operation = step.operation(known);
    const { data, errors } = await sample.send({ query: operation, token });
    if (errors.length > 0) throw new Error(`${step.heading}: ${JSON.stringify(errors)}`);
    for (const [name, id] of Object.entries(step.remember?.(data) ?? {})) known.set(name, id);
    walked.push({ step, operation, data, shown: step.shows(data, known) });
  }
  return walked;
}
