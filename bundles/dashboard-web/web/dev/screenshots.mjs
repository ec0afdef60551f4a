import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startMock } from './serve.mjs';

// Pictures of each page as people see it, in each width and light, and what axe has to say. `node dev/screenshots.mjs [name…]`
const OUT = process.env.SHOTS ?? fileURLToPath(new URL('./shots', import.meta.url));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = [[1440, 900], [1024, 768], [390, 844]];

const idOf = (mock, name) => [...mock.farm.jobs.values()].find((job) => job.view.name === name).view.id;
const PAGES = {
  login: { scene: 'empty', out: true, path: () => '/' },
  setup: { scene: 'empty', bare: true, path: () => '/setup' },
  'home-empty': { scene: 'empty', path: () => '/' },
  'home-bare': { scene: 'bare', path: () => '/' },
  'home-busy': { scene: 'busy', path: () => '/' },
  'home-broken': { scene: 'broken', path: () => '/', down: true },
  'home-huge': { scene: 'huge', path: () => '/' },
  'job-frames': { scene: 'busy', path: (mock) => `/jobs/${idOf(mock, 'sh010_lighting_v07')}` },
  'job-layers': { scene: 'busy', path: (mock) => `/jobs/${idOf(mock, 'sh040_fx_dust_v02')}` },
  'job-frame': { scene: 'busy', path: (mock) => `/jobs/${idOf(mock, 'sh010_lighting_v07')}?frame=${idOf(mock, 'sh010_lighting_v07')}-main-42` },
  'job-tasks': { scene: 'busy', path: (mock) => `/jobs/${idOf(mock, 'sh040_fx_dust_v02')}?view=tasks` },
  'job-task': { scene: 'busy', path: (mock) => `/jobs/${idOf(mock, 'sh010_lighting_v07')}?view=tasks&task=79` },
  'job-settings': { scene: 'busy', path: (mock) => `/jobs/${idOf(mock, 'sh010_lighting_v07')}?view=settings` },
  'job-failed': { scene: 'broken', path: (mock) => `/jobs/${idOf(mock, 'sh050_crowd_v12')}?view=tasks&task=10` },
  'job-failed-frames': { scene: 'broken', path: (mock) => `/jobs/${idOf(mock, 'sh050_crowd_v12')}` },
  'job-cancelling': { scene: 'broken', path: (mock) => `/jobs/${idOf(mock, 'sh020_layout_v01')}` },
  'job-huge': { scene: 'huge', path: (mock) => `/jobs/${idOf(mock, 'sh900_everything')}?view=tasks` },
  'job-missing': { scene: 'empty', path: () => '/jobs/0000000000000' },
};

mkdirSync(OUT, { recursive: true });
const chosen = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: FLAGS });
let findings = 0;
for (const [name, page] of Object.entries(PAGES)) {
  if (chosen.length > 0 && !chosen.some((each) => name.startsWith(each))) continue;
  const mock = await startMock({ scene: page.scene, signedIn: !page.out, setUp: !page.bare });
  for (const [width, height] of SIZES) {
    for (const colorScheme of ['dark', 'light']) {
      if (colorScheme === 'light' && width === 1024) continue;
      findings += await take(mock, name, page, width, height, colorScheme);
    }
  }
  await mock.close();
}
await browser.close();
console.log(findings === 0 ? 'No findings.' : `${findings} findings.`);
process.exitCode = findings === 0 ? 0 : 1;

async function take(mock, name, page, width, height, colorScheme) {
  let found = 0;
  const say = (text) => {
    found++;
    console.log(`${name} ${width} ${colorScheme}: ${text}`);
  };
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: process.env.LANGUAGE_SHOWN ?? 'en', reducedMotion: 'reduce' });
  const tab = await context.newPage();
  tab.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|404|503)|ERR_/.test(message.text())) say(message.text());
  });
  tab.on('pageerror', (error) => say(error.stack));
  await tab.goto(mock.url + page.path(mock));
  await tab.waitForLoadState('load');
  await tab.waitForTimeout(1200);
  if (page.down) {
    mock.goDown(true);
    await tab.waitForTimeout(2000);
  }
  await tab.screenshot({ path: `${OUT}/${name}-${width}-${colorScheme}.png` });
  const over = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (over > 0) say(`wider than the window by ${over}`);
  await tab.evaluate(AXE);
  const { violations } = await tab.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const violation of violations) say(`${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
  mock.goDown(false);
  await context.close();
  return found;
}
