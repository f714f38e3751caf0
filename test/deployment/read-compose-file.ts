export type ComposeValue = string | readonly string[] | { readonly [key: string]: ComposeValue };
export type ComposeMap = { readonly [key: string]: ComposeValue };

interface Line {
  readonly indent: number;
  readonly key: string;
  readonly rest: string;
}

/**
 * Reads as much of YAML as our docker-compose.yml is written in: maps by indentation, lists and empty or one-key maps in one
 * line, strings in double quotes or plain, anchors, and merges of one. Anything else throws, so that nothing is overlooked.
 */
export function readComposeFile(text: string): ComposeMap {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .map((line): Line => {
      const match = /^( *)([\w.-]+|<<): ?(.*)$/.exec(line);
      if (match === null) throw new Error(`Expected "key: value", got: ${line}`);
      return { indent: match[1]!.length, key: match[2]!, rest: match[3]! };
    });
  const anchors = new Map<string, ComposeMap>();
  let next = 0;

  function readMap(indent: number): ComposeMap {
    const map: Record<string, ComposeValue> = {};
    while (next < lines.length && lines[next]!.indent === indent) {
      const { key, rest } = lines[next++]!;
      const anchor = /^&(\w+)$/.exec(rest)?.[1];
      if (key === '<<') {
        Object.assign(map, anchors.get(rest.slice(1)) ?? fail(rest), map);
      } else if (rest === '' || anchor !== undefined) {
        const value = readMap(lines[next]!.indent);
        if (anchor !== undefined) anchors.set(anchor, value);
        map[key] = value;
      } else {
        map[key] = readValue(rest);
      }
    }
    return map;
  }

  const whole = readMap(0);
  if (next < lines.length) throw new Error(`Indentation: expected none, got: ${lines[next]!.key}`);
  return whole;
}

function readValue(text: string): ComposeValue {
  if (text.startsWith('"') || text.startsWith('[')) return JSON.parse(text) as string | string[];
  if (text === '{}') return {};
  const pair = /^\{ ([\w-]+): ([\w-]+) \}$/.exec(text);
  if (pair !== null) return { [pair[1]!]: pair[2]! };
  return /^[\w.:/-]+$/.test(text) ? text : fail(text);
}

function fail(text: string): never {
  throw new Error(`Not of the YAML that is read here: ${text}`);
}
