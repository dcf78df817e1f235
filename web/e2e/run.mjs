// npm run e2e -- RESULTS: every page does its main job in Debian's Chromium on the real program, named by TRILAT.
// One line a test goes to RESULTS in the form of tools/summarise.py, screenshots to the folder SHOTS where it is given.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, openPage, startServer } from './desk.mjs';

const results = process.argv[2] ?? '';
const shots = process.env.SHOTS ?? '';
const program = process.env.TRILAT ?? 'trilat';
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const lines = [];
let failed = 0;

function record(status, name, seconds, text = '') {
  const said = text.replace(/\\/g, '\\\\').replace(/\t/g, '    ').replace(/\n/g, '\\n');
  lines.push(`${status}\tweb/${name}\t${seconds.toFixed(2)}\t${said}`);
  if (status === 'fail') failed += 1;
  console.log(`${status} ${name} ${seconds.toFixed(1)} s${text ? `\n${text}` : ''}`);
}

const server = await startServer(program);
const browser = existsSync(chromium) ? await launch(chromium) : null;

async function test(name, work, options) {
  if (!browser) return record('skip', name, 0, `there is no ${chromium}`);
  const began = performance.now();
  const desk = await openPage(browser, server.url, options);
  desk.page.setDefaultTimeout(30_000);
  try {
    await work(desk.page, desk);
    assert.deepEqual(desk.wrong, []);
    record('pass', name, (performance.now() - began) / 1000);
  } catch (error) {
    if (shots) await desk.page.screenshot({ path: `${shots}/failed-${name.replace(/ /g, '-')}.png`, fullPage: true }).catch(() => {});
    record('fail', name, (performance.now() - began) / 1000, `${error.stack ?? error}\n${desk.wrong.join('\n')}`);
  } finally {
    await desk.close();
  }
}

const answerOf = async (page) => (await page.locator('.answer').first().innerText()).replace(/\s+/g, ' ');
/** Waits until something holds; the page's policy allows no waiting inside it. */
async function until(holds, what = `${holds}`) {
  const end = performance.now() + 30_000;
  while (!(await holds())) {
    assert.ok(performance.now() < end, `waited too long: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
const ask = async (path, body) =>
  (await fetch(server.url + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();

// The clicks of docs/desk.md: from the start page to what a Mexican brake part pays today, and why.
await test('a newcomer finds what a Mexican brake part pays', async (page, desk) => {
  await desk.go('');
  await page.getByRole('searchbox').fill('brake parts for cars');
  const line = page.getByRole('button', { name: /8708\.30\.50\.90/ });
  await line.click();
  await page.getByText('What is not known yet').waitFor();
  const duty = await ask('/v1/duty', { to: 'US', from: 'MX', hs: '8708305090', value: '10000', date: '2026-09-29' });
  const answer = await answerOf(page);
  assert.match(answer, /from Mexico into the United States, entered 29 Sep 2026/);
  assert.ok(answer.includes(Number(duty.duty_max).toLocaleString('en')), `${answer} has no ${duty.duty_max}`);
  for (const charge of duty.high.charges) await page.getByRole('cell', { name: charge.heading }).first().waitFor();
  await page.getByRole('radio', { name: /yes, under USMCA/ }).click();
  await page.locator('.answer', { hasText: '0 USD (0 %)' }).waitFor();
  assert.match(page.url(), /claim=usmca/);
});

await test('a link carries the shipment, and the day can be moved', async (page, desk) => {
  await desk.go('#/shipment?hs=8708.30.50.90&from=MX&to=US&date=2025-08-08&claim=none');
  await page.locator('.answer', { hasText: '2,750 USD (27.5 %)' }).waitFor();
  await page.getByRole('slider', { name: 'Day of entry' }).fill('20');
  await page.locator('.answer', { hasText: '250 USD (2.5 %)' }).waitFor();
  assert.match(await answerOf(page), /21 Jan 2025/);
  const table = page.getByRole('table').filter({ hasText: 'from Canada' });
  await table.waitFor();
  assert.equal(await table.getByRole('row').count(), 4);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV of timeline-8708.30.50.90' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  assert.match(csv, /^from,until,least,greatest,causes\n2025-01-01,/);
  for (const kind of ['SVG', 'PNG']) {
    const figure = page.waitForEvent('download');
    await page.getByRole('button', { name: `${kind} of timeline-8708.30.50.90` }).click();
    const bytes = readFileSync(await (await figure).path());
    assert.ok(bytes.length > 2000 && (kind === 'SVG' ? bytes.includes('<svg') : bytes.subarray(1, 4).toString() === 'PNG'));
  }
});

await test('a scenario changes the law of the page', async (page, desk) => {
  await desk.go('#/shipment?hs=8708.30.50.90&from=MX&to=US&date=2025-08-08&claim=none');
  await page.locator('.answer', { hasText: '2,750 USD' }).waitFor();
  await page.getByText('Your own scenario').click();
  const text = readFileSync(new URL('../../examples/analyst-counterfactual/spared.toml', import.meta.url), 'utf8');
  await page.getByLabel(/Scenario file/).fill(text);
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.locator('.answer', { hasText: '250 USD (2.5 %)' }).waitFor();
  await page.getByLabel(/Scenario file/).fill('title = "x"\nnonsense = 1\n');
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.getByRole('alert').first().waitFor();
  assert.match(await page.getByRole('alert').first().innerText(), /nonsense/);
});

await test('what cannot be priced says why', async (page, desk) => {
  await desk.go('#/shipment?hs=8708305099&from=MX&to=US');
  await page.getByRole('alert').first().waitFor();
  assert.match(await page.getByRole('alert').first().innerText(), /8708305099|8708\.30/);
  await desk.go('#/nowhere');
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
});

await test('rates over time', async (page, desk) => {
  await desk.go('#/rates?since=2025-03-01&until=2025-05-01&partners=CA,MX');
  const figures = page.getByRole('img', { name: /^(Canada|Mexico):/ });
  await figures.nth(1).waitFor();
  const said = await ask('/v1/rates', { to: 'US', by: 'partner', since: '2025-03-01', until: '2025-05-02', partners: ['CA', 'MX'] });
  assert.ok((await answerOf(page)).includes(`${said.days[0].total.rate_pct.toFixed(1)} %`));
  assert.equal(await page.getByRole('row').count(), said.days.length + 1);
});

await test('tariffs entered in the grid move the economies', async (page, desk) => {
  await desk.go('#/economy');
  await page.getByText('Tariffs of your own').click();
  const cell = page.getByLabel('All goods from CAN, per cent');
  await cell.fill('25');
  await cell.press('Enter');
  await page.locator('.answer', { hasText: 'Real income' }).waitFor();
  const first = await answerOf(page);
  await page.getByLabel('Motor vehicles and parts from CAN, per cent').fill('0');
  await page.getByLabel('Motor vehicles and parts from CAN, per cent').press('Enter');
  // The answer also changes when its range over the sets of elasticities arrives: what is waited for is the loss.
  const loss = (text) => Number(/Canada .?(−|\+)([\d.]+) %/.exec(text)?.[2]);
  assert.ok(loss(first) > 0, first);
  await until(async () => loss(await answerOf(page)) < loss(first), 'cars spared, Canada loses less');
  await page.getByLabel('divide the change').check();
  await page.getByRole('heading', { name: 'Where it comes from' }).waitFor();
  await page.getByRole('img', { name: /Change of real income/ }).waitFor();
});

await test('structures of deals and the clock', async (page, desk) => {
  await desk.go('#/negotiation');
  await page.getByRole('button', { name: /^no deal/ }).waitFor();
  assert.equal(await page.getByRole('group', { name: 'Structures of deals' }).getByRole('button').count(), 8);
  await page.getByRole('button', { name: /^US-MEX|^US-MX/ }).first().click();
  await page.getByRole('heading', { name: 'US-MX', exact: true }).waitFor();
  await page.getByRole('img', { name: /Chances year by year/ }).waitFor();
  const before = await page.locator('.answer').nth(1).innerText();
  await page.getByLabel(/A year counts/).fill('0.9');
  await until(async () => (await page.locator('.answer').nth(1).innerText()) !== before);
});

await test('what two could agree on without money is traced', async (page, desk) => {
  await desk.go('#/negotiation');
  await page.getByRole('button', { name: /What each two could agree on/ }).click();
  await page.getByRole('img', { name: /^Canada and Mexico: gains/ }).waitFor({ timeout: 60_000 });
  const said = await ask('/v1/negotiate', { starts: 1, contract_points: 1 });
  const [curve] = said.contract_curves;
  const line = await page.getByRole('listitem').filter({ hasText: 'At equal weights the United States charges Canada' }).innerText();
  assert.ok(line.includes(`charges Canada ${curve.points[0].first_on_second_pct.toFixed(1)} %`), line);
  assert.match(await page.getByRole('listitem').filter({ hasText: 'charges Mexico' }).last().innerText(), /no better than no deal for Canada/);
});

await test('moving an input to the region makes the product originate', async (page, desk) => {
  await desk.go('#/origin');
  await page.locator('.answer', { hasText: 'not originating' }).waitFor();
  await page.getByText(/buy 'caliper body'/).waitFor();
  assert.match(await page.locator('.meter').first().innerText(), /51\.95 % of 70 % needed/);
  await page.getByLabel('caliper body from the region').check();
  await page.locator('.answer', { hasText: /: originating/ }).waitFor();
  assert.match(page.url(), /moved=0/);
});

await test('a ledger is priced under two scenarios', async (page, desk) => {
  await desk.go('#/company');
  await page.getByLabel(/Ledger \(CSV/).setInputFiles(fileURLToPath(new URL('../../examples/syringe-importer/ledger.csv', import.meta.url)));
  await page.locator('.answer', { hasText: 'Duty of' }).waitFor();
  await page.getByLabel('compared with').selectOption('law-2025-08-08');
  await page.locator('.answer', { hasText: '1,015,000' }).waitFor();
  assert.match(await answerOf(page), /818,750/);
  await page.getByText(/struck down on 2026-02-20/).first().waitFor();
});

const pages = {
  shipment: '#/shipment?hs=8708.30.50.90&from=MX&to=US&date=2025-08-08', origin: '#/origin', rates: '#/rates?since=2025-01-01&until=2025-12-31',
  economy: '#/economy?cells=USA-CAN-G:25;USA-MEX-G:25', negotiation: '#/negotiation', company: '#/company',
};
if (shots) mkdirSync(shots, { recursive: true });
for (const [name, hash] of Object.entries(pages)) {
  for (const [width, dark] of [[1280, false], [390, true]]) {
    await test(`${name} at ${width} pixels is accessible and fits`, async (page, desk) => {
      await desk.go(hash);
      if (name === 'company') await page.getByRole('button', { name: /constructed example/ }).click();
      await page.locator('.answer').first().waitFor();
      await page.waitForLoadState('networkidle');
      if (name === 'negotiation') await page.getByRole('img', { name: /Chances/ }).waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `the page is ${over} pixels too wide`);
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      const serious = found.violations.filter((each) => ['serious', 'critical'].includes(each.impact));
      assert.deepEqual(serious.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`), []);
      if (shots) await page.screenshot({ path: `${shots}/${name}-${width}${dark ? '-dark' : ''}.png`, fullPage: width < 500 });
    }, { width, dark, height: width < 500 ? 844 : 900 });
  }
}

await test('everything can be reached by keyboard', async (page, desk) => {
  await desk.go('');
  await page.getByRole('searchbox').waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'To the content');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'content');
  await page.keyboard.press('Tab');
  await page.keyboard.type('avocado');
  await page.getByRole('button', { name: /0804\.40/ }).first().waitFor();
  for (let k = 0; k < 12 && !(await page.evaluate(() => /^0804\.40/.test(document.activeElement?.textContent ?? ''))); k += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.answer').waitFor();
});

await browser?.close();
await server.stop();
if (results) writeFileSync(results, lines.join('\n') + '\n');
process.exit(failed > 0 && !results ? 1 : 0);
