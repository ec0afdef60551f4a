import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { draw } from './picture.mjs';
import { scenes } from './scenes.mjs';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
// As the bundle sends it.
const POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/** The API and the built client on one port, over a made-up farm. */
export async function startMock({ scene = 'busy', port = 0, token = 'stage', signedIn = false, setUp = true } = {}) {
  const farm = scenes[scene]();
  const pictures = new Map();
  const streams = new Set();
  const state = { farm, down: false, signedIn };

  const json = (response, body, status = 200) => {
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
  };
  const problem = (response, status, title, detail, wayOut = '') => json(response, { type: `urn:tablao:problem:${title}`, title, status, detail, wayOut, problems: [] }, status);
  const page = (response, list, url) => {
    const from = Number(url.searchParams.get('cursor') || 0);
    const limit = Number(url.searchParams.get('limit') || 100);
    json(response, { items: list.slice(from, from + limit), next: from + limit < list.length ? String(from + limit) : '', total: list.length });
  };
  const findTask = (id) => farm.jobs.get(id.split('.')[0])?.tasks[Number(id.split('.')[1]) - 1];
  const findFrame = (id) => farm.jobs.get(id.split('-')[0])?.frames.find((frame) => frame.id === id);

  function picture(response, frame, width, height) {
    const job = farm.jobs.get(frame.jobId);
    const key = `${frame.jobId} ${frame.number} ${width}`;
    if (!pictures.has(key)) pictures.set(key, draw(job.spec.look, frame.number, width, height));
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'private, max-age=31536000, immutable' });
    response.end(pictures.get(key));
  }

  function events(request, response) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const write = ({ id, type, data }) => response.write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
    const last = request.headers['last-event-id'];
    response.write(':\n\n');
    if (last) {
      const missed = farm.since(last);
      if (missed) missed.forEach(write);
      else write({ id: `${farm.boot}-${farm.count}`, type: 'reset', data: {} });
    }
    farm.listeners.add(write);
    streams.add(response);
    response.on('close', () => {
      farm.listeners.delete(write);
      streams.delete(response);
    });
  }

  async function session(request, response) {
    if (request.method === 'POST') {
      let body = '';
      for await (const piece of request) body += piece;
      const { token: given, code, name, password } = JSON.parse(body);
      if (given !== token && code !== 'once' && !(name && password === token)) return problem(response, 401, 'unauthenticated', 'The token or code is not accepted.');
      state.signedIn = true;
    }
    if (request.method === 'DELETE') {
      state.signedIn = false;
      response.writeHead(204).end();
      return undefined;
    }
    return json(response, state.signedIn ? { name: 'administrator', kind: 'administrator' } : { name: '', kind: 'anonymous' });
  }

  function api(request, response, path, url) {
    if (path === '/setup') return json(response, { done: setUp });
    const newest = (a, b) => (a.renderedAt < b.renderedAt ? 1 : -1);
    const all = () => [...farm.jobs.values()].flatMap((job) => job.frames);
    const parts = path.split('/').slice(1);
    if (path === '/session') return session(request, response);
    if (!state.signedIn) return problem(response, 401, 'unauthenticated', 'Sign in first.');
    if (path === '/events') return events(request, response);
    if (path === '/farm') return json(response, farm.farmView());
    if (path === '/workers') return json(response, [...farm.workers.values()]);
    if (path === '/jobs') {
      const wanted = url.searchParams.get('status')?.split(',') ?? [];
      const jobs = [...farm.jobs.values()].map((job) => farm.jobView(job)).filter((job) => wanted.length === 0 || wanted.includes(job.status));
      return page(response, jobs.sort((a, b) => (a.submittedAt < b.submittedAt ? 1 : -1)), url);
    }
    if (path === '/frames/last') {
      const last = all().filter((frame) => frame.status === 'published').sort(newest)[0];
      if (last) return json(response, last);
      response.writeHead(204).end();
      return undefined;
    }
    if (path === '/frames') {
      const job = url.searchParams.get('job');
      const list = job ? (farm.jobs.get(job)?.frames ?? []) : all().filter((frame) => frame.status === 'published' && frame.layer === 'main').sort(newest);
      return page(response, list, url);
    }
    const job = parts[0] === 'jobs' ? farm.jobs.get(parts[1]) : undefined;
    if (job && parts[2] === 'cancel' && request.method === 'POST') {
      farm.cancel(job);
      return json(response, farm.jobView(job));
    }
    if (job && parts[2] === 'tasks') return page(response, job.tasks.map((task) => farm.taskView(task)), url);
    if (job) return json(response, farm.jobView(job));
    const frame = parts[0] === 'frames' ? findFrame(parts[1]) : undefined;
    if (frame && parts[2] === 'thumbnail') return picture(response, frame, 320, 180);
    if (frame && parts[2] === 'image') return picture(response, frame, 1280, 720);
    if (frame) return json(response, frame);
    const task = parts[0] === 'tasks' ? findTask(parts[1]) : undefined;
    if (task && parts[4] === 'log') {
      const log = Buffer.from(farm.logs.get(`${task.id}.${parts[3]}`) ?? '');
      const tail = url.searchParams.get('tail');
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'log-length': log.length });
      response.end(tail ? log.subarray(Math.max(0, log.length - Number(tail))) : log.subarray(Number(url.searchParams.get('offset') ?? 0)));
      return undefined;
    }
    if (task && parts[2] === 'attempts') return json(response, farm.jobs.get(task.jobId).attempts.get(task.id) ?? []);
    if (task) return json(response, farm.taskView(task));
    return problem(response, 404, 'not-found', `There is nothing at ${path}.`);
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname.startsWith('/api/v1/')) {
      if (state.down) problem(response, 503, 'unavailable', 'The server at http://127.0.0.1:8080 does not answer.', 'It is asked again by itself.');
      else void api(request, response, url.pathname.slice('/api/v1'.length), url);
      return;
    }
    const file = join(DIST, url.pathname);
    const found = extname(file) && existsSync(file) ? file : join(DIST, 'index.html');
    response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream', 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' });
    createReadStream(found).pipe(response);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  let timer;
  return {
    ...state, url: `http://127.0.0.1:${server.address().port}`, farm,
    /** Lets the farm live. */
    play(everyMs = 1000, seconds = everyMs / 1000) {
      timer = setInterval(() => farm.still || farm.tick(seconds), everyMs);
    },
    goDown(down) {
      state.down = down;
      if (down) for (const stream of streams) stream.destroy();
    },
    signIn() {
      state.signedIn = true;
    },
    signOut() {
      state.signedIn = false;
    },
    async close() {
      clearInterval(timer);
      for (const stream of streams) stream.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const mock = await startMock({ scene: process.argv[2] ?? 'busy', port: Number(process.argv[3] ?? 8899), signedIn: process.argv[4] !== 'out' });
  mock.play();
  console.log(`${mock.url} (token: stage)`);
}
