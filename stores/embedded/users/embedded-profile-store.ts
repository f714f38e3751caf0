import { DEFAULT_PROFILE, type Profile, type ProfileStore } from '../../ports/profile-store.ts';
import type { Database } from '../sqlite/database.ts';
import { prepare } from '../sqlite/statements.ts';
import type { Writer } from '../sqlite/write-when-free.ts';

interface ProfileRow {
  readonly personalization: bigint | null;
  readonly locale: string | null;
}

/** Choices, a row for each shopper who made one. */
export function createEmbeddedProfileStore(database: Database, writer: Writer): ProfileStore {
  const get = prepare<ProfileRow>(database, 'SELECT personalization, locale FROM profiles WHERE shopper = ?');
  const put = prepare<ProfileRow>(
    database,
    `INSERT INTO profiles (shopper, personalization, locale) VALUES (?1, ?2, ?3)
     ON CONFLICT (shopper) DO UPDATE SET personalization = coalesce(?2, personalization), locale = CASE ?4 WHEN 1 THEN ?3 ELSE locale END
     RETURNING personalization, locale`,
  );

  return {
    async profile(shopper, signal) {
      signal?.throwIfAborted();
      return toProfile(database.read(() => get.get(shopper)));
    },

    async updateProfile(shopper, { personalization, locale }, signal) {
      signal?.throwIfAborted();
      const choice = personalization === undefined ? null : Number(personalization);
      return writer.write(() => toProfile(put.get(shopper, choice, locale ?? null, Number(locale !== undefined))), signal);
    },
  };
}

function toProfile(row: ProfileRow | undefined): Profile {
  return {
    personalization: row?.personalization == null ? DEFAULT_PROFILE.personalization : row.personalization === 1n,
    locale: row?.locale ?? DEFAULT_PROFILE.locale,
  };
}
