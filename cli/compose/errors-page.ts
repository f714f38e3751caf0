import { ERRORS } from '../../schema/errors.ts';

const HEAD = `# Errors

Every error that Aisle raises on purpose. Generated from \`schema/errors.ts\` by \`aisle compose\`; a test compares the two.

- **Code** is stable: never renamed in place, never reused. A client finds it in \`extensions.reason\`, where it may be told.
- **Kind** says who acts. \`caller\`: the message is shown, and says what was expected. \`operator\`: shown on the command line,
  masked to clients. \`unavailable\`: the call may be repeated; clients see the meaning below. \`bug\`: masked; the log has the facts.
- **Client code** is what \`extensions.code\` says.

| Code | Kind | Client code | Since | Meaning |
| --- | --- | --- | --- | --- |
`;

/** docs/Errors.md, whole: the error registry as a table, in the registry's order. */
export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { kind, clientCode, since, summary }]) => `| \`${code}\` | ${kind} | ${clientCode} | ${since} | ${summary.replaceAll('|', String.raw`\|`)} |\n`,
  );
  return HEAD + rows.join('');
}
