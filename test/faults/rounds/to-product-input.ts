import type { Fact } from './write-oracle.ts';

/** Root category of all that the rounds write. */
export const ROOT = 'Fault rounds';

/** A product of the rounds as the API takes it, and as another tool may store it. */
export function toProductInput(id: string, { title, cents, shelf }: Fact): Readonly<Record<string, unknown>> & { readonly id: string } {
  return { id, title, price: { amount: cents, currency: 'EUR' }, categoryPath: [ROOT, shelf] };
}
