import type { Logger } from 'pino';
import type { Users } from '../../stores/ports/users.ts';
import { everyMinute } from './every-minute.ts';

/** Drops from time to time events and served lists that were kept long enough. */
export function dropExpired(users: Pick<Users, 'expire'>, log: Logger): Disposable {
  return everyMinute(
    () => users.expire(),
    (error) => log.warn({ error }, 'Expired events could not be dropped; it is tried again.'),
  );
}
