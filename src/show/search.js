/* A search shows what it finds as it is typed: the part of the page that the server makes, in place. Without scripts the
 * form does the same, a page at a time. */
const form = document.getElementById('search-form');
const field = document.getElementById('search-q');
const results = document.getElementById('results');
const status = document.getElementById('search-status');
const WAIT = 250; /* milliseconds of rest before the server is asked */
let timer = 0;
let asking = null;

function addressOf() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) asked.set(name, value);
  return '/search' + (asked.size ? '?' + asked : '');
}

/* `address` without "part"; what was asked before is given up. */
async function show(address, keep) {
  if (asking) asking.abort();
  const own = asking = new AbortController();
  results.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(address + (address.includes('?') ? '&' : '?') + 'part=1', { signal: own.signal });
    if (!answer.ok) {
      location.assign(address);
      return;
    }
    results.innerHTML = await answer.text();
    const found = document.getElementById('found');
    status.textContent = found ? found.textContent : '';
    keep(address);
  } catch (error) {
    if (error.name !== 'AbortError') location.assign(address);
  } finally {
    if (asking === own) results.removeAttribute('aria-busy');
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => show(addressOf(), address => history.replaceState(null, '', address)), WAIT);
}

field.addEventListener('input', later);
for (const date of form.querySelectorAll('input[type=date], input[name=outlet]')) date.addEventListener('change', later);

form.addEventListener('submit', function (event) {
  event.preventDefault();
  clearTimeout(timer);
  show(addressOf(), address => history.pushState(null, '', address));
});

/* What is narrowed stands in the address and the form: the next letter that is typed must not lose it. */
results.addEventListener('click', function (event) {
  const link = event.target.closest('a[href^="/search"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.closest('.syntax')) return;
  event.preventDefault();
  take(new URL(link.href));
  show(link.getAttribute('href'), function (address) {
    history.pushState(null, '', address);
    if (link.rel) results.scrollIntoView();
  });
});

function take(url) {
  for (const hidden of form.querySelectorAll('input[type=hidden]')) hidden.remove();
  for (const input of form.querySelectorAll('input')) input.value = url.searchParams.get(input.name) || '';
  for (const name of ['lang', 'country', 'story', 'sort']) {
    if (!url.searchParams.get(name)) continue;
    const hidden = document.createElement('input');
    hidden.type = 'hidden';
    hidden.name = name;
    hidden.value = url.searchParams.get(name);
    form.append(hidden);
  }
}

addEventListener('popstate', function () {
  take(new URL(location.href));
  show(location.pathname + location.search, () => {});
});
