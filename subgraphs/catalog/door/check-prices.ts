import type { MoneyInput } from '../../generated/catalog.ts';
import { checkMoney } from '../../shared/check-money.ts';
import { fault, under, type UserError } from '../../../schema/user-error.ts';

/** Faults of a product's prices, each by itself and one against the other. */
export function checkPrices(price: MoneyInput | null | undefined, listPrice: MoneyInput | null | undefined): readonly UserError[] {
  const each = [...under(['price'], checkMoney(price)), ...under(['listPrice'], checkMoney(listPrice))];
  if (each.length > 0 || price == null || listPrice == null) return each;
  if (listPrice.currency !== price.currency) {
    return [fault(['listPrice', 'currency'], 'CURRENCY_DIFFERS', `Expected the price's currency ${price.currency}, got ${listPrice.currency}.`)];
  }
  if (listPrice.amount < price.amount) {
    return [fault(['listPrice', 'amount'], 'LIST_PRICE_TOO_LOW', `Expected at least the price ${price.amount}, got ${listPrice.amount}.`)];
  }
  return [];
}
