// A server of its own, and a browser that records what must not happen: errors of the console, requests elsewhere.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

export async function startServer(program) {
  const server = spawn(program, ['serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((done, failed) => {
    createInterface({ input: server.stdout }).once('line', (line) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (found) done(found[0]);
      else failed(new Error(line));
    });
    server.once('exit', (status) => failed(new Error(`the server ended with ${status}`)));
  });
  const stop = () =>
    new Promise((done) => {
      server.removeAllListeners('exit');
      server.once('exit', done);
      server.kill('SIGTERM');
    });
  return { url, stop };
}

export const launch = (executable) => chromium.launch({ executablePath: executable, args: ['--no-sandbox', '--disable-gpu'] });

/** A page and what went wrong on it, to be empty in the end. */
export async function openPage(browser, base, { width = 1280, height = 900, dark = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce', acceptDownloads: true });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => {
    // An answer that is an error is told by the page; the browser's own line about it is no defect.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) wrong.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${base}/`) && !/^(data|blob):/.test(url)) wrong.push(`request elsewhere: ${url}`);
  });
  return { page, wrong, close: () => context.close(), go: (hash) => page.goto(`${base}/${hash}`) };
}
