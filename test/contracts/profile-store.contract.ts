import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PROFILE, type Profile, type ProfileStore } from '../../stores/ports/profile-store.ts';
import { ANN, SAM } from './support/shopper-samples.ts';

export interface ProfileStoreContractOptions {
  /** A fresh, empty store per call. */
  readonly makeStore: () => Promise<ProfileStore & AsyncDisposable>;
  /** Generated cases per property; lower it for adapters on a disk or behind a network. */
  readonly numRuns?: number;
}

/** Every `ProfileStore` adapter must pass this suite unchanged. */
export function describeProfileStoreContract(adapter: string, { makeStore, numRuns = 100 }: ProfileStoreContractOptions): void {
  describe(`ProfileStore contract: ${adapter}`, () => {
    it('knows the defaults of whoever chose nothing', async () => {
      await using store = await makeStore();
      expect(await store.profile(SAM)).toEqual(DEFAULT_PROFILE);
      expect(await store.updateProfile(SAM, {})).toEqual(DEFAULT_PROFILE);
    });

    it('changes what is given and nothing else, of one shopper', async () => {
      await using store = await makeStore();
      expect(await store.updateProfile(SAM, { locale: 'zh-Hant-TW' })).toEqual({ personalization: true, locale: 'zh-Hant-TW' });
      expect(await store.updateProfile(SAM, { personalization: false })).toEqual({ personalization: false, locale: 'zh-Hant-TW' });
      expect(await store.updateProfile(SAM, { locale: null })).toEqual({ personalization: false, locale: null });
      expect(await store.profile(SAM)).toEqual({ personalization: false, locale: null });
      expect(await store.profile(ANN)).toEqual(DEFAULT_PROFILE);
    });

    it('rejects with the reason of an aborted signal, and writes nothing', async () => {
      await using store = await makeStore();
      const reason = new Error('deadline');
      const signal = AbortSignal.abort(reason);
      await expect(store.profile(SAM, signal)).rejects.toBe(reason);
      await expect(store.updateProfile(SAM, { personalization: false }, signal)).rejects.toBe(reason);
      expect(await store.profile(SAM)).toEqual(DEFAULT_PROFILE);
    });

    it('is what spreading the changes one over another gives', async () => {
      const change: fc.Arbitrary<Partial<Profile>> = fc.record(
        { personalization: fc.boolean(), locale: fc.option(fc.constantFrom('en', 'de-AT', 'zh')) },
        { requiredKeys: [] },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
          await using store = await makeStore();
          const expected = { ...DEFAULT_PROFILE };
          for (const change of changes) {
            Object.assign(expected, change);
            expect(await store.updateProfile(SAM, change)).toEqual(expected);
          }
          expect(await store.profile(SAM)).toEqual(expected);
        }),
        { numRuns },
      );
    });
  });
}
