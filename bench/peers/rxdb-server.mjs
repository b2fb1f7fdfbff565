/** The quickest pull endpoint RxDB can wish for: rows in memory, a checkpoint that is an index.
 * Run: `node rxdb-server.mjs PORT FILE`, FILE being a JSON array of documents. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, file] = process.argv.slice(2);
const documents = JSON.parse(readFileSync(file, 'utf8')).map((fields) => ({
  ...fields,
  _deleted: false,
}));

function pull(query) {
  const after = Number(query.get('after') || 0);
  const page = documents.slice(after, after + Number(query.get('limit')));
  return { documents: page, checkpoint: { after: after + page.length } };
}

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(pathname === '/pull' ? pull(searchParams) : {}));
}).listen(Number(port), '127.0.0.1');
