/* What the following of feeds brings, told as it comes; asked for while the page is looked at. */

const line = document.getElementById('watch');
const every = 5000;

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch('/api/v1/watch', { headers: { accept: 'application/json' } });
    if (!answer.ok) return;
    const totals = await answer.json();
    if (!totals.watches) return;
    line.querySelector('span').textContent = line.dataset.words.replace(/\{(\w+)\}/g, (all, name) =>
      Number(totals[name] || 0).toLocaleString(document.documentElement.lang));
  } catch {
    /* the server is away: what stands there stays */
  }
}

if (line && line.classList.contains('on')) {
  look();
  setInterval(look, every);
  document.addEventListener('visibilitychange', look);
}
