import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../schema/errors.ts';
import { checkContract } from './check-contract.ts';
import { composeSupergraph } from './compose-supergraph.ts';
import { errorsPage } from './errors-page.ts';
import { readSubgraphSdl } from './read-subgraph-sdl.ts';
import { resolverTypes } from './resolver-types.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface GenerateOptions {
  /** True: writes nothing, and fails where a file is not what it should be. */
  readonly check: boolean;
}

export interface GeneratedFile {
  /** From the repository's root, with `/`. */
  readonly path: string;
  /** False where it was written anew. */
  readonly current: boolean;
}

/**
 * Writes what follows from the SDL files and the error registry: the supergraph, resolver types, docs/Errors.md.
 * Files that are current already are left alone, so a second run changes nothing.
 * @throws AppError `COMPOSITION_FAILED` where the schemas do not compose or break the public API, or with `check` naming every file that is not current.
 */
export async function generateAll({ check }: GenerateOptions): Promise<readonly GeneratedFile[]> {
  const files = await Promise.all(
    (await generatedTexts()).map(async ({ path, text }) => ({ path, text, current: (await readIfThere(path)) === text })),
  );
  const stale = files.filter(({ current }) => !current);
  if (check && stale.length > 0) {
    const names = stale.map(({ path }) => `- ${path}`).join('\n');
    throw new AppError('COMPOSITION_FAILED', `Expected generated files to be current; \`aisle compose\` would change:\n${names}`);
  }
  await Promise.all(stale.map(({ path, text }) => write(path, text)));
  return files.map(({ path, current }) => ({ path, current }));
}

/** The generated files and what they should say. */
async function generatedTexts(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const subgraphs = readSubgraphSdl();
  const { sdl, apiSchema } = composeSupergraph(subgraphs);
  checkContract(apiSchema);
  const types = subgraphs.map(async (subgraph) => ({
    path: `subgraphs/generated/${subgraph.name}.ts`,
    text: await resolverTypes(subgraph),
  }));
  return [
    { path: 'schema/supergraph.graphql', text: sdl },
    { path: 'docs/Errors.md', text: errorsPage() },
    ...(await Promise.all(types)),
  ];
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(join(ROOT, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(ROOT, path)), { recursive: true });
  await writeFile(join(ROOT, path), text);
}
