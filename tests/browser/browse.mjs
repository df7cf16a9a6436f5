// Drives chromium through the pages of served desks, as readers with a mouse, a keyboard, a phone, no script, a screen
// reader would; and through a desk whose words try to run. Prints TAP. Nothing may leave the machine.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { described } from './described.mjs';

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const require = createRequire(plan.modules + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const browser = await chromium.launch({
  executablePath: process.env.KABAR_CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
         '--no-first-run', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});

// What a page did that it must not: kept for the whole context.
async function visit(options = {}) {
  const { bypassCSP, ...rest } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en', reducedMotion: 'reduce', bypassCSP, ...rest });
  const seen = { errors: [], outside: [], dialogs: 0, bodies: [] };
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const own = [plan.origin, plan.hostile, plan.tour, ...plan.odd.map((o) => o[0])].includes(url.origin) || url.protocol === 'data:';
    if (own) return route.continue();
    seen.outside.push(url.href);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('console', (m) => { if (m.type() === 'error') seen.errors.push(m.text()); });
  page.on('pageerror', (e) => seen.errors.push(String(e)));
  page.on('dialog', (d) => { seen.dialogs++; d.dismiss(); });
  page.on('response', (r) => seen.bodies.push(r.body().then((body) => body.length + 300, () => 0)));   // a redirect has none
  return { context, page, seen };
}

const results = [];
let number = 0;
async function check(words, play) {
  if (plan.word && !words.includes(plan.word)) return;
  const begin = Date.now();
  let fault = null;
  try { fault = await play(); } catch (e) { fault = String(e.stack || e).slice(0, 1500); }
  const list = Array.isArray(fault) ? fault : fault ? [fault] : [];
  number++;
  console.log(`${list.length ? 'not ok' : 'ok'} ${number} - ${words.replace(/#/g, '')}`);
  for (const line of list.slice(0, 12).join('\n').split('\n')) if (line) console.log(`# ${line}`);
  results.push(!list.length);
  if (process.env.KABAR_TIMES) console.log(`# time ${((Date.now() - begin) / 1000).toFixed(1)} s`);
}

const name = (path) => path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '').slice(0, 40) || 'stories';
const dark = { colorScheme: 'dark' };

async function axeFaults(page, path) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})))); // colours that fade in
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.filter((v) => ['serious', 'critical'].includes(v.impact))
    .map((v) => `${path}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 110) + ' ' + (n.any[0]?.message || '').slice(0, 120)).join(' | ')}`);
}

await described(plan, check);

// ---- each page, as it is seen ----

for (const path of plan.pages) {
  await check(`${path} loads without errors, and axe finds nothing serious in light or dark`, async () => {
    const out = [];
    for (const options of [{}, dark]) {
      const { context, page, seen } = await visit({ ...options, bypassCSP: true });
      const answer = await page.goto(plan.origin + path, { waitUntil: 'load' });
      if (answer.status() !== 200) out.push(`${path}: ${answer.status()}`);
      out.push(...(await axeFaults(page, path + (options === dark ? ' (dark)' : ''))));
      await page.screenshot({ path: `${plan.shots}/${name(path)}${options === dark ? '-dark' : ''}.png` });
      out.push(...seen.errors, ...seen.outside);
      await context.close();
    }
    return out;
  });
  await check(`${path} keeps to the width of a phone and of a wide screen, in both languages, under its own policy`, async () => {
    const out = [];
    for (const locale of ['en', 'id']) {
      const { context, page, seen } = await visit({ locale, extraHTTPHeaders: { 'Accept-Language': locale } });
      for (const width of [375, 768, 1600]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(plan.origin + path, { waitUntil: 'load' });
        const sizes = await page.evaluate(() => {
          const wide = document.documentElement.clientWidth;
          const over = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > wide + 1 && !e.closest('svg'));
          return [document.documentElement.scrollWidth, wide, over.slice(0, 3).map((e) => `${e.tagName}.${e.className}`).join(' ')];
        });
        if (sizes[0] > sizes[1]) out.push(`${path} ${locale} at ${width}: ${sizes.join(' ')}`);
        if (width === 375) await page.screenshot({ path: `${plan.shots}/${name(path)}-phone-${locale}.png` });
      }
      if ((await page.getAttribute('html', 'lang')) !== locale) out.push(`${path}: language`);
      out.push(...seen.errors, ...seen.outside);
      await context.close();
    }
    return out;
  });
  await check(`${path} can be read without script, with the same words`, async () => {
    const texts = [];
    for (const javaScriptEnabled of [true, false]) {
      const { context, page } = await visit({ javaScriptEnabled });
      await page.goto(plan.origin + path, { waitUntil: 'load' });
      texts.push((await page.locator('main').innerText()).replace(/\s+/g, ' ').trim());
      await context.close();
    }
    if (texts[1].length < 20) return `${path}: ${texts[1].length} characters without script`;
    return texts[1].length < 0.7 * texts[0].length ? `${path}: ${texts[1].length} of ${texts[0].length} characters` : null;
  });
}

// ---- on paper ----

// What of a printed page is wrong: bars and forms, words that are not dark on white, what is folded away and cannot be unfolded.
const paperFaults = () => {
  const out = [], seen = (e) => e.checkVisibility() && e.getClientRects().length > 0;
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const mixed = (...colors) => {   // over white, as a printer does
    pen.globalAlpha = 1;
    for (const color of ['#fff', ...colors]) { pen.fillStyle = color; pen.fillRect(0, 0, 1, 1); }
    return light(pen.getImageData(0, 0, 1, 1).data);
  };
  for (const e of document.querySelectorAll('.bar, .foot, .skip, button, input, select, textarea'))
    if (seen(e)) out.push(`${e.tagName} ${e.className || e.name} is printed`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(e)) continue;
    const behind = [];
    for (let up = e; up; up = up.parentElement) behind.unshift(getComputedStyle(up).backgroundColor);
    const back = mixed(...behind), fore = mixed(...behind, getComputedStyle(e).color);
    if (back < 0.75 || (back + 0.05) / (fore + 0.05) < 4.5) out.push(`"${walker.currentNode.data.trim().slice(0, 40)}" (${e.tagName}.${e.className}) is not dark on white`);
  }
  for (const d of document.querySelectorAll('details:not([open]):not(.sure)'))
    if (seen(d) && ![...d.children].some((c) => c.tagName !== 'SUMMARY' && seen(c))) out.push(`"${d.textContent.trim().slice(0, 40)}" stays folded`);
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) out.push(`wider than the sheet: ${[...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > wide + 1)
    .slice(0, 3).map((e) => `${e.tagName}.${e.className}`).join(' ')}`);
  return [...new Set(out)];
};
const sheet = { viewport: { width: 703, height: 1017 } };   // A4 without its margins, in CSS pixels

for (const path of plan.pages) {
  await check(`${path} is printed without bars and forms, dark on white in dark colours too, as wide as the sheet`, async () => {
    const { context, page } = await visit({ ...sheet, ...dark, bypassCSP: true });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.goto(plan.origin + path, { waitUntil: 'load' });
    const out = (await page.evaluate(paperFaults)).map((fault) => `${path}: ${fault}`);
    await context.close();
    return out;
  });
}

await check('the page that is handed on is printed dark on white, as wide as the sheet, and nothing of it is folded away', async () => {
  const { context, page } = await visit({ ...sheet, ...dark, bypassCSP: true });
  const answer = await context.request.get(`${plan.origin}/api/v1${plan.story.replace('story', 'stories')}?format=html`);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.setContent(await answer.text());
  const out = await page.evaluate(paperFaults);
  await context.close();
  return out;
});

await check('on paper a story has its accounts side by side, its reports with their addresses, and the hand nothing to do', async () => {
  const { context, page } = await visit(sheet);
  await page.emulateMedia({ media: 'print' });
  await page.goto(plan.tour + '/story/1', { waitUntil: 'load' });
  const out = await page.evaluate(() => {
    const faults = [], across = document.querySelector('.across:not(.alone)'), columns = [...across.children].map((c) => c.getBoundingClientRect());
    if (columns.length < 2 || columns[1].left < columns[0].right - 1) faults.push('columns are not side by side');
    const named = [...document.querySelectorAll('.across .cell .outlet')].filter((o) => o.checkVisibility());
    if (!named.length) faults.push('cells do not say whose words they are');
    if (!document.querySelector('#reports .list li').checkVisibility()) faults.push('the list of reports is not printed');
    if (!/https?:/.test(getComputedStyle(document.querySelector('#reports a[rel~=external]'), '::after').content)) faults.push('addresses are not printed');
    if (document.querySelector('#hand').checkVisibility()) faults.push('what hands can do is printed');
    return faults;
  });
  await page.pdf({ path: `${plan.shots}/story.pdf`, preferCSSPageSize: true });
  await context.close();
  return out;
});

// ---- what reports seldom are ----

await check('long words, Arabic, reports without title, outlet or date, and an empty desk: no page is wider than a phone or without a heading', async () => {
  const out = [];
  for (const [origin, pages] of plan.odd) {
    const { context, page, seen } = await visit({ viewport: { width: 375, height: 800 }, locale: 'id', bypassCSP: true });
    for (const path of pages) {
      const answer = await page.goto(origin + path, { waitUntil: 'load' });
      if (answer.status() >= 400) out.push(`${path}: ${answer.status()}`);
      out.push(...(await page.evaluate(() => {
        const faults = [], wide = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth > wide) faults.push(`${document.documentElement.scrollWidth} wide`);
        const out = (e) => e.getBoundingClientRect().right > wide + 1 && !e.closest('svg, .scroll, .tabs, .parts, .kinds, .jumps');
        faults.push(...[...document.querySelectorAll('main *')].filter(out).slice(0, 3).map((e) => `${e.tagName}.${e.className} is cut`));
        if (/odd\.jsonl/.test(document.body.innerText)) faults.push('it names a file of the machine');
        if (![...document.querySelectorAll('h1')].some((h) => h.textContent.trim())) faults.push('no heading');
        return faults;
      })).map((fault) => `${path}: ${fault}`));
      await page.screenshot({ path: `${plan.shots}/odd-${plan.odd[0][0] === origin ? 'a' : 'b'}-${name(path)}.png`, fullPage: true });
    }
    await page.goto(origin + pages[pages.length - 1]);
    out.push(...(await axeFaults(page, pages[pages.length - 1])), ...seen.errors, ...seen.outside);
    await context.close();
  }
  return out;
});

// ---- by keyboard ----

const focused = (page) => page.evaluate(() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  return { tag: e.tagName, href: e.getAttribute('href'), main: !!e.closest('main'), text: (e.innerText || e.value || '').trim().slice(0, 40),
           shown: style.outlineStyle !== 'none' || style.boxShadow !== 'none', size: box.width * box.height,
           inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
});

for (const path of plan.pages) {
  await check(`${path} is gone through by keyboard, and where the focus is can be seen`, async () => {
    const { context, page } = await visit();
    const out = [];
    await page.goto(plan.origin + path, { waitUntil: 'load' });
    let reached = false;
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const at = await focused(page);
      if (at.tag === 'BODY') break;
      if (i === 0 && at.href !== '#content') out.push(`${path}: the first stop is ${at.tag} ${at.text}`);
      if (!at.shown || at.size < 4 || !at.inside) out.push(`${path}: ${at.tag} "${at.text}" has the focus and cannot be seen`);
      reached ||= at.main;
    }
    const wanted = await page.locator('main a[href], main button, main input:not([type=hidden]), main select').count();
    if (wanted && !reached) out.push(`${path}: 40 stops, and none in the content`);
    await context.close();
    return out;
  });
}

await check('a story is opened, a search made, a language chosen by keyboard alone', async () => {
  const { context, page } = await visit();
  await page.goto(plan.origin + '/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    if (/^\/story\//.test((await focused(page)).href || '')) break;
  }
  await Promise.all([page.waitForURL('**/story/**'), page.keyboard.press('Enter')]);
  await page.keyboard.press('/');
  await page.keyboard.type('gempa');
  await Promise.all([page.waitForURL('**/search?q=gempa'), page.keyboard.press('Enter')]);
  const button = page.locator('button[name=ui][value=id]');
  await button.focus();
  await Promise.all([page.waitForURL('**/search?q=gempa'), page.keyboard.press('Enter')]);
  await page.waitForSelector('html[lang=id]');
  await page.locator('button[name=theme][value=dark]').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('html[data-theme=dark]');
  await context.close();
  return null;
});

await check('the first page is less than 50 kB in all, and a page loads no sheet of another', async () => {
  const { context, page, seen } = await visit();
  await page.goto(plan.tour + '/', { waitUntil: 'networkidle' });
  const bytes = (await Promise.all(seen.bodies)).reduce((sum, n) => sum + n, 0), sheets = {};
  for (const path of ['/', '/story/1', '/article/1', '/search?q=gempa', '/sources', '/paste']) {
    await page.goto(plan.tour + path);
    sheets[path] = await page.evaluate(() => [...document.styleSheets].map((s) => s.href.replace(/.*static\/|\.css.*/g, '')).slice(2).join(' '));
  }
  await context.close();
  console.log(`# the first page: ${bytes} bytes`);
  const wanted = { '/': 'stories', '/story/1': 'rows story', '/article/1': 'text article', '/search?q=gempa': 'lists', '/sources': 'work', '/paste': 'paste' };
  const out = Object.keys(wanted).filter((path) => sheets[path] !== wanted[path]).map((path) => `${path}: ${sheets[path]}`);
  if (bytes < 15000 || bytes > 50000) out.push(`${bytes} bytes`);
  return out;
});

await check('texts that are pasted are laid side by side as on a story\'s page; their words open at the side, and without script below', async () => {
  const out = [];
  const words = ['Jembatan Wanasari Ambruk, Tujuh Tewas\n\nWANASARI - Jembatan gantung di Desa Wanasari ambruk pada Selasa pagi ketika sedang dilalui warga. ' +
                 'Tujuh orang tewas, kata Kepala Desa Sari Melati. "Talinya putus sebelum kami sempat menutupnya," ujarnya kepada wartawan di lokasi. Tim ' +
                 'penyelamat masih mencari empat orang yang hilang di Sungai Wana.\n',
                 'Wanasari Bridge Collapse Kills Nine\n\nWANASARI - A suspension bridge in the village of Wanasari collapsed on Tuesday morning while people ' +
                 'were crossing it. Nine people died, the village head Sari Melati said. "The rope broke before we could close it," she told reporters. ' +
                 'Rescuers are still looking for four people who are missing in the river Wana.\n'];
  for (const [javaScriptEnabled, width] of [[true, 1280], [false, 1280], [true, 375]]) {
    const { context, page, seen } = await visit({ javaScriptEnabled, viewport: { width, height: 900 }, bypassCSP: true });
    await page.goto(plan.origin + '/paste');
    for (const i of [0, 1]) await page.locator('main textarea').nth(i).fill(words[i]);
    await page.locator('form.paste button.main').click();
    await page.waitForSelector('.account #side');
    if (width > 375 && !(await page.locator('.heads').isVisible())) out.push('no heads of columns');
    if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) out.push(`wider than ${width}`);
    out.push(...(javaScriptEnabled ? await axeFaults(page, `/paste at ${width}`) : []));
    await page.screenshot({ path: `${plan.shots}/paste-result-${width}.png`, fullPage: true });
    const link = page.locator('.cell a.words').first(), shown = (await link.innerText()).slice(0, 12);
    await link.click();
    const place = page.locator(javaScriptEnabled && width > 960 ? '.words-at-side .place.on' : '#articles .place:target');
    await place.waitFor({ timeout: 3000 });
    if (!(await place.innerText()).includes(shown)) out.push(`"${shown}" leads to "${await place.innerText()}"`);
    out.push(...seen.errors, ...seen.outside);
    await context.close();
  }
  return out;
});

await check('an outlet that is typed is offered from those of the desk, and a folder of feeds folds', async () => {
  const { context, page, seen } = await visit();
  const out = [];
  for (const path of ['/', '/search?q=gempa']) {
    await page.goto(plan.tour + path);
    if (path === '/') await page.locator('.choose > summary').click();
    const field = page.locator('main input[name=outlet]');
    await field.pressSequentially('sag');
    await page.locator('#outlet-names option[value="Harian Sagara"]:only-child').waitFor({ state: 'attached', timeout: 5000 }).catch(() => out.push(`${path}: nothing is offered`));
    if ((await field.getAttribute('list')) !== 'outlet-names') out.push(`${path}: it has no list`);
  }
  await page.goto(plan.tour + '/sources/add');
  await page.locator('textarea[name=list]').fill("<opml version='2.0'><body><outline text='Islands'><outline type='rss' text='Island Post' xmlUrl='https://islandpost.example/feed'/></outline></body></opml>");
  await Promise.all([page.waitForURL('**/sources/1'), page.locator('form:has(textarea[name=list]) button').first().click()]);
  await page.goto(plan.tour + '/sources');
  const row = page.locator('.folder .who').first();
  if (!(await row.isVisible())) out.push('a folder is shut at first');
  await page.locator('.folder summary').first().focus();
  await page.keyboard.press('Enter');
  if (await row.isVisible()) out.push('a folder does not fold');
  out.push(...seen.errors, ...seen.outside);
  await context.close();
  return out;
});

// ---- the pictures of docs/tour-journalist.md ----

await check('the way of the tour for journalists can be gone, and is pictured', async () => {
  const { context, page, seen } = await visit({ viewport: { width: 940, height: 620 } });
  const shot = (what) => page.screenshot({ path: `${plan.shots}/tour-${what}.png` });
  await page.goto(plan.tour + '/');
  await shot('stories');
  await page.getByRole('link', { name: /Alor earthquake/ }).click();
  await page.waitForURL('**/story/**');
  await shot('story');
  await page.goto(plan.tour + (await page.locator('main a[href^="/article/"]').first().getAttribute('href')));
  await shot('article');
  await page.fill('#q', 'gempa');
  await page.press('#q', 'Enter');
  await page.waitForURL('**/search?q=gempa');
  await shot('search');
  await page.goto(plan.tour + '/speaker/Lukas%20Djawakoli');
  await shot('speaker');
  await page.goto(plan.tour + '/paste');
  await shot('paste');
  await page.goto(plan.tour + '/alerts/new');
  await shot('alert');
  await context.close();
  return [...seen.errors, ...seen.outside];
});

// ---- what tries to run ----

async function ran(page, seen, path) {
  const hit = await page.evaluate(() => {
    const bad = [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes].filter((a) => /^on/i.test(a.name) ||
      (/^(href|src|action|formaction|data|xlink:href)$/i.test(a.name) && /^[\s\x00-\x1f]*(javascript|vbscript|data|blob|file):/i.test(a.value) && e.tagName !== 'LINK'))
      .map((a) => `${e.tagName} ${a.name}=${a.value.slice(0, 60)}`));
    const strange = [...document.querySelectorAll('xss-mark, iframe, object, embed, base, meta[http-equiv], script:not([src^="/static/"])')].map((e) => e.outerHTML.slice(0, 80));
    return { hit: window.hit, bad, strange };
  }).catch(() => ({ bad: [], strange: [] }));   // no document that runs anything
  const out = [];
  if (hit.hit) out.push(`${path}: it ran`);
  out.push(...hit.bad.map((b) => `${path}: ${b}`), ...hit.strange.map((b) => `${path}: ${b}`));
  out.push(...seen.outside.splice(0).map((u) => `${path}: asked ${u}`));
  if (seen.dialogs) out.push(`${path}: ${seen.dialogs} dialogs`);
  seen.dialogs = 0;
  out.push(...seen.errors.splice(0).filter((e) => /Content Security Policy|Refused to/.test(e)).map((e) => `${path}: ${e.slice(0, 200)}`));
  return out;
}

await check(`nothing runs on the pages, feeds and API of a hostile desk (${plan.payloads.length} cases, ${plan.files} files of others)`, async () => {
  const out = [], todo = [...plan.hostile_pages], done = new Set(), most = todo.length + 100;
  const worker = async () => {
    const { context, page, seen } = await visit({ viewport: { width: 800, height: 600 } });
    while (todo.length && done.size < most) await look(page, seen, todo.shift());
    await context.close();
  };
  async function look(page, seen, path) {
    if (done.has(path)) return;
    done.add(path);
    await page.goto(plan.hostile + path, { waitUntil: 'domcontentloaded' }).catch((e) => { if (!/ERR_ABORTED|download/i.test(String(e))) throw e; });
    out.push(...(await ran(page, seen, path)));
    const links = await page.evaluate(() => [...document.querySelectorAll('main a[href^="/"]')].map((a) => a.getAttribute('href').split('#')[0])).catch(() => []);
    for (const link of links.slice(0, 5)) if (!done.has(link)) todo.push(link);
  }
  await Promise.all([worker(), worker(), worker()]);
  console.log(`# ${done.size} pages`);
  return out;
});

await check('nothing runs when what is hostile is typed into forms', async () => {
  const { context, page, seen } = await visit();
  const out = [];
  for (const payload of plan.payloads.slice(0, 40)) {
    await page.goto(plan.hostile + '/');
    await page.fill('#q', payload.replace(/\n/g, ' '));
    await page.press('#q', 'Enter');
    await page.waitForLoadState('domcontentloaded');
    out.push(...(await ran(page, seen, `search ${payload}`)));
  }
  for (const [path, field] of [['/paste', 'textarea'], ['/alerts/new', 'input[name=search]'], ['/sources/add', 'input[name=url]']]) {
    for (const payload of plan.payloads.slice(0, 12)) {
      await page.goto(plan.hostile + path);
      const fields = page.locator(`main ${field}`);
      for (let i = 0; i < Math.min(2, await fields.count()); i++) await fields.nth(i).fill(payload.replace(/\n/g, ' '), { timeout: 2000 }).catch(() => {});
      const gone = page.waitForNavigation({ waitUntil: 'load', timeout: 3000 }).catch(() => {});   // a field may refuse what it was given
      await page.evaluate((f) => document.querySelector(`main ${f}`)?.form?.submit(), field);
      await gone;
      out.push(...(await ran(page, seen, `${path} ${payload}`)));
    }
  }
  await context.close();
  return out;
});

await check('the test itself sees what runs, asks outside, or opens a dialog', async () => {
  const { context, page, seen } = await visit({ bypassCSP: true });
  await page.goto(plan.hostile + '/');
  await page.evaluate(() => { document.querySelector('main').innerHTML = '<img src=x onerror="window.hit=1"><a href="javascript:0">x</a><xss-mark></xss-mark>'; fetch('http://evil.example/').catch(() => {}); });
  await page.waitForFunction(() => window.hit);
  const out = await ran(page, seen, 'itself');
  await context.close();
  return out.some((o) => o.includes('it ran')) && out.some((o) => o.includes('evil.example')) && out.some((o) => o.includes('xss-mark')) ? null : out;
});

console.log(`1..${number}`);
await browser.close();
process.exit(results.every(Boolean) ? 0 : 1);
