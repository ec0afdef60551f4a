// node runtime/count-tests.mjs <epoch seconds>: counts what the reports written since then say, module by module. A module that has
// tests and wrote no report ran none: that is a failure, however green its build was.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const since = Number(process.argv[2] ?? 0) * 1000;
const root = new URL('..', import.meta.url).pathname;

function modules() {
  const folders = ['bundles', 'runtime'].flatMap((parent) =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(parent, entry.name)),
  );
  return [...folders, 'itests', 'itests/framework', 'benchmarks'].filter((folder) => existsSync(join(root, folder, 'pom.xml')));
}

function hasTests(folder) {
  // Tests inside the framework are a bundle, so they are main sources.
  return ['src/test/java', 'src/main/java']
    .map((sources) => join(root, folder, sources))
    .some(
      (sources) => existsSync(sources) && readdirSync(sources, { recursive: true }).some((file) => /Test\.java$/.test(file)),
    );
}

function count(folder) {
  const totals = { tests: 0, failed: 0, skipped: 0 };
  const files = ['target/surefire-reports', 'target/test-reports']
    .map((reports) => join(root, folder, reports))
    .filter((reports) => existsSync(reports))
    .flatMap((reports) => readdirSync(reports, { recursive: true }).map((file) => join(reports, file)));
  for (const path of files) {
    if (!/^TEST-.*\.xml$/.test(basename(path)) || statSync(path).mtimeMs < since) continue;
    for (const suite of readFileSync(path, 'utf8').matchAll(/<testsuite\b[^>]*>/g)) {
      const number = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite[0])?.[1] ?? 0);
      totals.tests += number('tests');
      totals.failed += number('failures') + number('errors');
      totals.skipped += number('skipped');
    }
  }
  return totals;
}

let passed = 0;
let failed = 0;
let skipped = 0;
for (const folder of modules()) {
  const { tests, failed: bad, skipped: left } = count(folder);
  if (tests === 0 && hasTests(folder)) {
    console.log(`${folder}: has tests, but none ran`);
    failed += 1;
  } else if (bad > 0) {
    console.log(`${folder}: ${bad} of ${tests} failed`);
  }
  passed += tests - bad - left;
  failed += bad;
  skipped += left;
}
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
