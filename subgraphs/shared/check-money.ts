import { fault, type UserError } from '../../schema/user-error.ts';
import { AMOUNT_MAX } from '../../stores/ports/product.ts';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

export interface MoneyValue {
  /** Minor units, such as cents. */
  readonly amount: number;
  readonly currency: string;
}

/** Faults of an amount of money: below 0, more than cleaning takes, or of an unknown currency. Absent is no fault. */
export function checkMoney(money: MoneyValue | null | undefined): readonly UserError[] {
  if (money == null) return [];
  return [
    ...(money.amount < 0 ? [fault(['amount'], 'NEGATIVE', `Expected at least 0 minor units, got ${money.amount}.`)] : []),
    ...(money.amount > AMOUNT_MAX ? [fault(['amount'], 'OUT_OF_RANGE', `Expected at most ${AMOUNT_MAX} minor units, got ${money.amount}.`)] : []),
    ...(CURRENCIES.has(money.currency)
      ? []
      : [fault(['currency'], 'CURRENCY_UNKNOWN', `Expected a code of ISO 4217 such as EUR, got ${JSON.stringify(money.currency.slice(0, 20))}.`)]),
  ];
}
