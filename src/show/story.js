/* A story's page, where scripts run: words open at the side, columns and kinds change without a new page, rows are gone
 * through by j and k. Every link leads to the same without it. */
const account = document.querySelector('.account');

/* ---- a part of another page in place of one of this ---- */

async function fetchPart(url) {
  const address = new URL(url, location.href);
  address.searchParams.set('part', '1');
  const answer = await fetch(address, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(answer.status);
  const page = document.createElement('template');
  page.innerHTML = await answer.text();
  return page.content;
}

async function replaceSide(url, keep) {
  const side = document.getElementById('side');
  side.setAttribute('aria-busy', 'true');
  try {
    const part = await fetchPart(url);
    for (const id of ['side', 'figures', 'said']) {
      const now = document.getElementById(id), next = part.getElementById(id);
      if (now && next) now.replaceWith(next);
      else if (now && id === 'figures') now.remove();
      else if (next && id === 'figures') document.getElementById('side').after(next);
    }
    const clean = new URL(url, location.href);
    clean.hash = '';
    if (keep) history.replaceState(null, '', clean); else history.pushState(null, '', clean);
  } catch (error) {
    location.href = url;
  }
}

/* ---- words at the side ---- */

let panel = null, opener = null;

function buildPanel() {
  panel = document.createElement('aside');
  panel.className = 'words-at-side';
  panel.tabIndex = -1;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '\u00d7';
  close.setAttribute('aria-label', 'Esc');
  close.addEventListener('click', closePanel);
  const body = document.createElement('div');
  panel.append(close, body);
  document.body.append(panel);
}

function closePanel() {
  if (!panel) return;
  panel.remove();
  panel = null;
  document.body.classList.remove('reads');
  document.querySelectorAll('.cell.on').forEach(function (cell) { cell.classList.remove('on'); });
  if (opener) opener.focus({ preventScroll: true });
}

/* The sheets of an article's page, with the first that opens here. */
let dressed = null;

function loadSheets() {
  dressed ??= Promise.all(account.dataset.sheets.split(' ').map(function (address) {
    return new Promise(function (done) {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = address;
      link.onload = link.onerror = done;
      document.head.append(link);
    });
  }));
  return dressed;
}

/* What words lead to: an article, or a text that stands on this page. */
async function findWords(link) {
  if (leadsHere(link)) return document.querySelector(link.hash).closest('.text').cloneNode(true);
  const [part] = await Promise.all([fetchPart(link.href), loadSheets()]);
  return part;
}

function leadsHere(link) {
  return /^#[cr]\d+$/.test(link.getAttribute('href'));
}

async function openWords(link) {
  const part = await findWords(link);
  if (!panel) buildPanel();
  panel.lastElementChild.replaceChildren(part);
  document.body.classList.add('reads');
  document.querySelectorAll('.cell.on').forEach(function (cell) { cell.classList.remove('on'); });
  const cell = link.closest('.cell');
  if (cell) cell.classList.add('on');
  opener = link;
  const place = link.hash && panel.querySelector('#' + CSS.escape(link.hash.slice(1)));
  if (place) {
    place.classList.add('on');
    place.scrollIntoView({ block: 'center' });
  } else {
    panel.scrollTop = 0;
  }
  panel.focus({ preventScroll: true });
}

/* ---- clicks ---- */

function plain(event) {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

const narrow = matchMedia('(max-width: 60rem)');

document.addEventListener('click', function (event) {
  const link = event.target.closest('a[href]'), mark = event.target.closest('mark[data-row]');
  if (mark && !link) location.hash = 'row' + mark.dataset.row;
  if (!link || !plain(event) || event.defaultPrevented) return;
  if ((link.pathname.startsWith('/article/') || leadsHere(link)) && link.closest('.cell, .lanes, .voice, .line') && !narrow.matches) {
    event.preventDefault();
    openWords(link).catch(function () { location.href = link.href; });
  } else if (link.matches('.chip[href^="/"], [data-more]')) {
    event.preventDefault();
    replaceSide(link.href, true);
  } else if (link.matches('a.why')) {
    event.preventDefault();
    tellWhy(link).catch(function () { location.href = link.href; });
  } else if (link.matches('a.judge')) {
    event.preventDefault();
    openMark(link).catch(function () { location.href = link.href; });
  }
});

account.addEventListener('submit', function (event) {
  const form = event.target;
  if (!form.closest('.chooser')) return; // a chooser of texts belongs to the form that has them
  event.preventDefault();
  const ticked = [...form.querySelectorAll('input:checked')].map(function (box) { return box.value; });
  const url = new URL(form.action);
  if (ticked.length) url.searchParams.set('r', ticked.slice(0, 5).join(','));
  replaceSide(url.href.replace(/%2C/g, ','), false);
});

/* As many as there is room for: one more is not ticked. */
account.addEventListener('change', function (event) {
  const chooser = event.target.closest('.chooser');
  if (chooser && chooser.querySelectorAll('input:checked').length > Number(chooser.dataset.most)) event.target.checked = false;
});

window.addEventListener('popstate', function () { if (!location.hash) location.reload(); });

/* ---- why a report is here ---- */

let whys = null;

async function tellWhy(link) {
  const item = link.closest('li');
  const there = item.querySelector('.reasons');
  if (there) { there.remove(); return; }
  if (!whys) whys = await fetchPart(link.href);
  const reasons = whys.querySelector('#' + CSS.escape(link.hash.slice(1)) + ' .reasons');
  if (!reasons) throw new Error('none');
  link.closest('div').append(reasons.cloneNode(true));
}

/* ---- marking ---- */

async function openMark(link) {
  const part = await fetchPart(link.href);
  const marking = part.querySelector('.marking');
  const dialog = document.createElement('dialog');
  dialog.className = 'marking-box';
  dialog.append(marking);
  const back = dialog.querySelector('input[name=back]');
  if (back) back.value = location.pathname + location.search;
  document.body.append(dialog);
  dialog.addEventListener('close', function () { dialog.remove(); link.focus(); });
  dialog.addEventListener('click', function (event) { if (event.target === dialog) dialog.close(); });
  dialog.showModal();
}

/* ---- keys ---- */

function step(by) {
  const rows = [...document.querySelectorAll('#side article.row')];
  if (!rows.length) return;
  const now = rows.indexOf(document.activeElement.closest ? document.activeElement.closest('article.row') : null);
  const next = rows[Math.min(rows.length - 1, Math.max(0, now + by))] || rows[0];
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}

document.addEventListener('keydown', function (event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') { closePanel(); return; }
  if (event.target.closest('input, textarea, select, dialog, [contenteditable]')) return;
  if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
  else if (event.key === 'Enter' && event.target.matches('article.row')) {
    const words = event.target.querySelector('a.words');
    if (words) words.click();
  } else return;
  event.preventDefault();
});
