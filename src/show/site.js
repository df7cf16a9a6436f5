/* What makes the served desk's pages better where scripts run; all of them work without. */

/* "/" leads to the search. */
document.addEventListener('keydown', function (event) {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  const field = document.getElementById('search-q') || document.getElementById('q');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
