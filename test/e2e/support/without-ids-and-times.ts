/**
 * The text of an answer, less what differs from one time of asking to the next: list and rule ids, cursors, visitors, and times.
 * @param visitor - Of the request, as in `x-visitor-id`.
 */
export function withoutIdsAndTimes(text: string, visitor: string): string {
  const [visitorId] = visitor.split('.');
  return (visitorId === '' ? text : text.replaceAll(visitorId!, '<visitor>'))
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, '<id>')
    .replaceAll(/"(cursor|endCursor)":"[\w=-]+"/g, '"$1":"<cursor>"')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>')
    .replaceAll(/"lagSeconds":[\d.]+/g, '"lagSeconds":"<time>"');
}
