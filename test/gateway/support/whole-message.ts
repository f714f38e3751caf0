/** A pattern as such; a text as the pattern of exactly that text. */
export function wholeMessage(message: string | RegExp): RegExp {
  return typeof message === 'string' ? new RegExp(`^${message.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}$`) : message;
}
