// Builds the client for the bundle: `node build.mjs <output folder> [true: without its tests]`. What did not change is not done again.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2]);
const untested = process.argv[3] === 'true';
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Node ${process.versions.node} is too old for the web client: 20.19 or later is needed.`);

const installed = join(here, 'node_modules', '.tablao-installed');
const lock = digest(['package-lock.json', '.npmrc']);
if (read(installed) !== lock) {
  npm('ci', '--no-audit', '--no-fund');
  writeFileSync(installed, lock);
}

const openapi = join(here, '../../../docs/openapi/openapi.json');
const sources = `${digest(['src', 'public', 'index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', openapi])}\n`;
const built = join(here, 'node_modules', '.tablao-built');
const stamp = `${sources}${output}`;
const current = existsSync(join(output, 'index.html')) ? read(built) : '';
if (!current.startsWith(stamp)) npm('run', 'build');
if (!untested && current !== `${stamp} tested`) npm('test');
if (!current.startsWith(stamp) || !untested) writeFileSync(built, untested ? stamp : `${stamp} tested`);

function npm(...args) {
  const { status, error } = spawnSync('npm', args, { cwd: here, stdio: 'inherit', env: { ...process.env, TABLAO_WEB_OUT: output } });
  if (error) fail(`npm could not be started: ${error.message}`);
  if (status !== 0) fail(`npm ${args.join(' ')} failed.`);
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths) for (const file of files(resolve(here, path))) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().filter((name) => name !== 'schema.d.ts').flatMap((name) => files(join(path, name)));
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
