// Opens the home page as a person would and ends with 0 once it has seen three different last frames, without a reload.
// node last-frame.mjs <address>; TABLAO_LOGIN_CODE holds a login code; TABLAO_SCREENSHOT names a file for the last look.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const WANTED = 3;
const MOST_MS = 150_000;

const address = process.argv[2];
const profile = mkdtempSync(join(tmpdir(), 'tablao-browser-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.TABLAO_CHROMIUM ?? '/usr/bin/chromium',
  viewport: { width: 1440, height: 900 },
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

const foreign = [];
const faults = [];
let code = 1;
try {
  const page = await browser.newPage();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== address) foreign.push(request.url());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${address}/#login=${process.env.TABLAO_LOGIN_CODE}`);

  const last = page.locator('.last-frame .picture img');
  const seen = new Set();
  await last.first().waitFor({ timeout: MOST_MS });
  await page.exposeFunction('sawFrame', (frame) => seen.add(frame));
  await page.evaluate(() => {
    const tell = () => {
      for (const image of document.querySelectorAll('.last-frame .picture img')) {
        const frame = /\/frames\/([^/]+)\//.exec(image.currentSrc);
        if (frame && image.complete && image.naturalWidth > 0) window.sawFrame(frame[1]);
      }
    };
    new MutationObserver(tell).observe(document.body, { subtree: true, childList: true, attributes: true });
    document.addEventListener('load', tell, true);
    tell();
  });
  const end = Date.now() + MOST_MS;
  while (seen.size < WANTED && Date.now() < end) {
    await page.waitForTimeout(100);
  }
  if (process.env.TABLAO_SCREENSHOT) await page.screenshot({ path: process.env.TABLAO_SCREENSHOT });
  if (seen.size < WANTED) throw new Error(`saw ${seen.size} last frames: ${[...seen]}`);
  if (page.url().includes('login=')) throw new Error('the login code stays in the address');
  if (foreign.length > 0) throw new Error(`asked other hosts: ${foreign}`);
  if (faults.length > 0) throw new Error(`faults on the page: ${faults}`);
  code = 0;
} catch (error) {
  console.error(error.stack ?? error);
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
process.exit(code);
