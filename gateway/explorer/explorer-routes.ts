import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);

/** File name in the URL: where it lies, and its type. */
const ASSETS: Readonly<Record<string, { readonly path: string; readonly type: string }>> = {
  'react.js': { path: inPackage('react', 'umd/react.production.min.js'), type: 'text/javascript' },
  'react-dom.js': { path: inPackage('react-dom', 'umd/react-dom.production.min.js'), type: 'text/javascript' },
  'graphiql.js': { path: inPackage('graphiql', 'graphiql.min.js'), type: 'text/javascript' },
  'graphiql.css': { path: inPackage('graphiql', 'graphiql.min.css'), type: 'text/css' },
  'explorer.js': { path: join(import.meta.dirname, 'explorer.js'), type: 'text/javascript' },
  'explorer.css': { path: join(import.meta.dirname, 'explorer.css'), type: 'text/css' },
  'examples.json': { path: join(import.meta.dirname, 'examples.json'), type: 'application/json' },
};

/**
 * Everything comes from here. GraphiQL's menus and dialogs write style elements and attributes, and its style sheet holds
 * its fonts as data.
 */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** GET /explorer: GraphiQL with examples, served from node_modules without anything from outside. GET / leads there. */
export function addExplorerRoutes(app: FastifyInstance): void {
  app.get('/', async (_request, reply) => reply.redirect('/explorer'));
  app.get('/explorer', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', POLICY)
      .send(await readFile(join(import.meta.dirname, 'explorer.html'))),
  );
  for (const [name, { path, type }] of Object.entries(ASSETS)) {
    app.get(`/explorer/${name}`, async (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).header('cache-control', 'max-age=3600').send(await readFile(path)),
    );
  }
}

/** By way of package.json, since the packages' own export lists leave these files out. */
function inPackage(name: string, file: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}
