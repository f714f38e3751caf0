/** What shoppers' behaviour says of a product, for ranking; the same for every shopper. */
export interface BehaviourStats {
  /** Demand lately, as a share of the most wanted product's, on a logarithmic scale: 0 (never wanted) to 1. */
  readonly popularity: number;
  /** Standard deviations above (or below) its usual demand; 0 for an unknown product. */
  readonly trend: number;
  /** Clicks over the clicks that its positions promised; 1 for the shop's average and for an unknown product. */
  readonly clickRate: number;
  /** Purchases per look, 0..1; the shop's average for an unknown product. */
  readonly conversionRate: number;
  /** How likely its buyer buys it again, 0..1. */
  readonly repeatRate: number;
  /** Steps counted on it in all, faded; how much the others are worth. */
  readonly demand: number;
}
