/* global React, ReactDOM, GraphiQL */
// The page behind GET /explorer; runs in the browser.

const VISITOR = 'x-visitor-id';

/** Keeps the visitor id that the gateway issues, as any client does, so that one browser stays one visitor. */
async function fetchAsVisitor(url, { headers, ...options }) {
  const visitor = localStorage.getItem(VISITOR);
  const response = await fetch(url, { ...options, headers: visitor === null ? headers : { [VISITOR]: visitor, ...headers } });
  const issued = response.headers.get(VISITOR);
  if (issued !== null) localStorage.setItem(VISITOR, issued);
  return response;
}

async function show() {
  const examples = await (await fetch('/explorer/examples.json')).json();
  const defaultTabs = examples.map((lines) => ({ query: lines.join('\n') }));
  ReactDOM.createRoot(document.getElementById('explorer')).render(
    React.createElement(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: '/graphql', fetch: fetchAsVisitor }),
      defaultTabs,
      defaultEditorToolsVisibility: 'variables',
      isHeadersEditorEnabled: true,
    }),
  );
}

void show();
