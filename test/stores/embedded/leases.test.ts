import { createLeases } from '../../../stores/embedded/index.ts';
import { describeLeasesContract } from '../../contracts/leases.contract.ts';

describeLeasesContract('embedded', {
  async openShop() {
    const leases = createLeases();
    return { one: leases, other: leases, [Symbol.asyncDispose]: () => leases[Symbol.asyncDispose]() };
  },
});
