import { createRangeWork } from '../../../stores/embedded/index.ts';
import { describeRangeWorkContract } from '../../contracts/range-work.contract.ts';

describeRangeWorkContract('embedded', {
  async openShop() {
    const work = createRangeWork({ concurrency: 2 });
    return { one: work, other: work, [Symbol.asyncDispose]: () => work[Symbol.asyncDispose]() };
  },
});
