import type { EngineTarget } from '../../../search/index.ts';
import type { ProductTarget } from '../../ports/product-target.ts';

export function toEngineTarget({ productIds, filters }: ProductTarget): EngineTarget {
  return { ids: productIds, filters };
}
