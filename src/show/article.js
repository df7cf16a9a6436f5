/* An article: kinds of marks are shown and hidden in place; a mark and what is said of it beside the text are shown
 * together. Without scripts the same are links that load the page anew. */
const text = document.getElementById('text');

function layersShown() {
  return [...document.querySelectorAll('.layers .chip')].filter(chip => chip.hasAttribute('aria-current'))
    .map(chip => chip.dataset.layer);
}

/* The links of all chips follow from what is shown; the address too, so that it can be sent on. */
function keep() {
  const shown = layersShown();
  const chips = [...document.querySelectorAll('.layers .chip')];
  const address = list => {
    const url = new URL(location.href);
    url.searchParams.set('show', list.join(',') || 'none');
    return url.pathname + url.search.replace(/%2C/g, ',');
  };
  for (const chip of chips) {
    const name = chip.dataset.layer;
    chip.href = address(shown.includes(name) ? shown.filter(other => other !== name) : [...shown, name]);
  }
  history.replaceState(history.state, '', address(shown) + location.hash);
}

for (const chip of document.querySelectorAll('.layers .chip')) {
  chip.addEventListener('click', function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    text.classList.toggle('show-' + chip.dataset.layer);
    chip.toggleAttribute('aria-current');
    if (chip.hasAttribute('aria-current')) chip.setAttribute('aria-current', 'true');
    keep();
  });
  chip.addEventListener('keydown', function (event) {
    if (event.key !== ' ') return;
    event.preventDefault();
    chip.click();
  });
}

/* A place ("q3") and all that belongs to it. */
function marksOf(place) {
  return text.querySelectorAll('mark[data-of~="' + CSS.escape(place) + '"]');
}

function light(place, on) {
  for (const mark of marksOf(place)) mark.classList.toggle('lit', on);
  for (const link of document.querySelectorAll('[data-leads="' + CSS.escape(place) + '"]'))
    link.classList.toggle('lit', on);
}

for (const link of document.querySelectorAll('[data-leads]'))
  for (const [name, on] of [['mouseenter', true], ['focus', true], ['mouseleave', false], ['blur', false]])
    link.addEventListener(name, () => light(link.dataset.leads, on));

text.addEventListener('mouseover', function (event) {
  const mark = event.target.closest('mark');
  if (mark) for (const place of mark.dataset.of.split(' ')) light(place, true);
});
text.addEventListener('mouseout', function (event) {
  const mark = event.target.closest('mark');
  if (mark) for (const place of mark.dataset.of.split(' ')) light(place, false);
});

/* A click on a mark shows what is said of it, where that is not in sight. */
text.addEventListener('click', function (event) {
  const mark = event.target.closest('mark');
  if (!mark || String(getSelection())) return;
  for (const place of mark.dataset.of.split(' ')) {
    const link = document.querySelector('[data-leads="' + CSS.escape(place) + '"]');
    if (!link) continue;
    const details = link.closest('details');
    if (details) details.open = true;
    link.scrollIntoView({ block: 'nearest' });
    link.focus({ preventScroll: true });
    return;
  }
});

/* "#s12-40" of a link that says it there alone: the server marks it. */
const wanted = /^#s(\d+-\d+)$/.exec(location.hash);
if (wanted && !document.getElementById(location.hash.slice(1))) {
  const url = new URL(location.href);
  if (url.searchParams.get('span') !== wanted[1]) {
    url.searchParams.set('span', wanted[1]);
    location.replace(url);
  }
}
