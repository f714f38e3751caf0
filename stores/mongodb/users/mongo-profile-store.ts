import { DEFAULT_PROFILE, type Profile, type ProfileStore } from '../../ports/profile-store.ts';
import type { MongoConnection } from '../connect.ts';
import type { ProfileDocument, UsersCollections } from './users-collections.ts';

/** Choices, a document for each shopper who made one. */
export function createMongoProfileStore(connection: MongoConnection, { profiles }: Pick<UsersCollections, 'profiles'>): ProfileStore {
  return {
    profile: (shopper, signal) => connection.run(async () => toProfile(await profiles.findOne({ _id: shopper })), signal),

    updateProfile: (shopper, { personalization, locale }, signal) =>
      connection.run(async () => {
        if (personalization === undefined && locale === undefined) return toProfile(await profiles.findOne({ _id: shopper }));
        const chosen = { ...(personalization === undefined ? {} : { personalization }), ...(locale == null ? {} : { locale }) };
        return toProfile(
          await profiles.findOneAndUpdate(
            { _id: shopper },
            { $set: chosen, ...(locale === null ? { $unset: { locale: true } } : {}) },
            { upsert: true, returnDocument: 'after' },
          ),
        );
      }, signal),
  };
}

function toProfile(stored: ProfileDocument | null): Profile {
  return { personalization: stored?.personalization ?? DEFAULT_PROFILE.personalization, locale: stored?.locale ?? DEFAULT_PROFILE.locale };
}
