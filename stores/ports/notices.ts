/** What a notice is about. */
export type Topic = 'models' | 'rules' | 'shopper-traces' | 'shopper-traces-done';

/**
 * Short words between the processes of one shop, such as "another model is active": to all that listen now, kept for nobody.
 * What is said while a listener's connection is away is lost to it, so whoever must miss nothing also looks for itself from
 * time to time.
 */
export interface Notices extends AsyncDisposable {
  /**
   * Tells every process that listens to the topic, this one included.
   * @returns how many were told.
   * Rejects with `CACHE_UNAVAILABLE` where what carries the words cannot be reached, and with the signal's reason when
   * aborted before it began.
   */
  publish(topic: Topic, message: string, signal?: AbortSignal): Promise<number>;

  /**
   * Calls the listener with each message, in the order published, from when this resolves until disposed of. A listener does
   * not throw. One at a time for a topic and process; another rejects with `INVARIANT_BROKEN`. Where the connection is lost, or
   * not there yet, listening goes on when it is.
   */
  listen(topic: Topic, listener: (message: string) => void): Promise<AsyncDisposable>;
}
