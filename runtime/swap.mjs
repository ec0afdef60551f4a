// node runtime/swap.mjs <home> <jar>: puts the jar in the place of the bundle of its name in the home's deployment.json, as one step.
// A node that was started with --debug takes it up.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const [home, jar] = process.argv.slice(2).map((path) => resolve(path));
const manifest = execFileSync('unzip', ['-p', jar, 'META-INF/MANIFEST.MF'], { encoding: 'utf8' }).replace(/\r?\n /g, '');
const symbolicName = /^Bundle-SymbolicName: ([^;\r\n]+)/m.exec(manifest)[1];
const file = `${home}/deployment.json`;
const deployment = JSON.parse(readFileSync(file, 'utf8'));
const entry = deployment.bundles.find((bundle) => bundle.symbolicName === symbolicName && bundle.origin === 'distribution');
if (!entry) {
  console.log(`${symbolicName} is not part of this node`);
  process.exit(0);
}
const sha256 = createHash('sha256').update(readFileSync(jar)).digest('hex');
if (sha256 !== entry.sha256) {
  Object.assign(entry, { sha256, location: `tablao:sha256:${sha256}`, file: jar });
  writeFileSync(`${file}.swap`, JSON.stringify(deployment, null, 2));
  renameSync(`${file}.swap`, file);
  console.log(`${symbolicName} → ${sha256.slice(0, 12)}`);
}
