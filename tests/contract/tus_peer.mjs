// An independent tus server (npm @tus/server): prints its port as one JSON line, ends with its input.
import { createRequire } from 'node:module';
import http from 'node:http';
const [, , modules, folder] = process.argv;
const require = createRequire(modules + '/');
const load = async (name) => import(require.resolve(name));
const { Server } = await load('@tus/server');
const { FileStore } = await load('@tus/file-store');
const tus = new Server({
  path: '/files',
  relativeLocation: true,
  datastore: new FileStore({ directory: folder }),
});
const server = http.createServer((request, response) => tus.handle(request, response));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(JSON.stringify({ port: server.address().port }) + '\n');
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
