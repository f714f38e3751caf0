import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print, visit } from 'graphql';

const CONTRACT = join(import.meta.dirname, '../../../shared/contract/operations');

/** One operation of a file of the contract, with the fragments it uses, as a client would send it. */
export function operationOf(file: 'shop' | 'admin' | 'merchandiser', name: string): string {
  const document = parse(readFileSync(join(CONTRACT, `${file}.graphql`), 'utf8'));
  const operation = document.definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === name,
  );
  if (operation === undefined) throw new Error(`${file}.graphql has no operation ${name}.`);
  const used = new Set<string>();
  visit(operation, { FragmentSpread: ({ name: fragment }) => void used.add(fragment.value) });
  const fragments = document.definitions.filter(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && used.has(definition.name.value),
  );
  return [operation, ...fragments].map((node) => print(node)).join('\n\n');
}
