import { AppError } from '../../schema/errors.ts';
import type { MutationResolvers, PreferencesInput, QueryResolvers, UserResolvers } from '../generated/users.ts';
import { requireRole } from '../shared/require-role.ts';
import { requireShopper } from './require-shopper.ts';
import { callerOf } from './user-parent.ts';

export const userQueries = {
  me: (_root, _args, { identity }) => callerOf(identity),
  segments: (_root, _args, { identity, deps, signal }) => {
    requireRole(identity, 'ANALYST', 'segments');
    return deps.segments.all(signal);
  },
} satisfies QueryResolvers;

export const User = {
  /** Null for anyone but the caller: what is known of a shopper is for that shopper. */
  __resolveReference: ({ id }, { identity }) => {
    const caller = callerOf(identity);
    return caller?.id === id ? caller : null;
  },
  segments: (_user, _args, { identity, deps, signal }) => deps.segments.of(identity, signal),
  preferences: (_user, _args, { identity, deps, signal }) => deps.profiles.profile(requireShopper(identity, 'preferences'), signal),
} satisfies UserResolvers;

export const preferenceMutations = {
  /** `personalization: null` changes nothing; `locale: null` takes the choice back. */
  updatePreferences: async (_root, { input }, { identity, deps, signal }) => {
    const shopper = requireShopper(identity, 'updatePreferences');
    const { personalization } = input;
    const locale = checkLocale(input);
    await deps.profiles.updateProfile(
      shopper,
      { ...(personalization != null && { personalization }), ...(locale !== undefined && { locale }) },
      signal,
    );
    return { me: callerOf(identity)! };
  },
} satisfies MutationResolvers;

/** The tag in its canonical form; undefined where none is given. */
function checkLocale({ locale }: PreferencesInput): string | null | undefined {
  if (locale == null) return locale;
  try {
    return Intl.getCanonicalLocales(locale)[0]!;
  } catch {
    throw new AppError('INPUT_INVALID', `input.locale: expected a BCP 47 tag such as en-GB, got ${JSON.stringify(locale.slice(0, 50))}.`);
  }
}
