/** Work that one process of a shop does at a time. */
export type LeaseName = 'index-follower' | 'index-rebuild';

/** Another process goes on within this time after the one that had a lease was killed, milliseconds. */
export const TAKEOVER_MS = 10_000;

/**
 * Who of several processes does what only one should do at a time.
 *
 * A lease spares work twice done; it is no lock that what is written could rely on. Two may hold the same one for a while: where
 * a process was stopped for longer than its lease and has not noticed, and where what keeps the leases cannot be reached, in
 * which case everybody is given what they wait for: to stand still would be worse. So whatever is done under a lease must come out
 * right done twice, as writes with versions do.
 */
export interface Leases extends AsyncDisposable {
  /**
   * Waits for the lease, does the work, gives the lease back, and settles as the work does. The signal that the work gets is
   * aborted when the lease is lost (`LEASE_LOST`), or with the caller's reason; the work should end soon then. Those who
   * wait are not served in any order. Rejects with the signal's reason when aborted before the work began.
   */
  hold<T>(name: LeaseName, work: (held: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
}
