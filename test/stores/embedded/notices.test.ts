import { createNotices } from '../../../stores/embedded/index.ts';
import { describeNoticesContract } from '../../contracts/notices.contract.ts';

describeNoticesContract('embedded', {
  async openShop() {
    const notices = createNotices();
    return { one: notices, other: notices, [Symbol.asyncDispose]: () => notices[Symbol.asyncDispose]() };
  },
});
