/* The page works without this: links lead to places. With it, all that a cell shows is marked, a click on marked words leads
 * back to their row, and the kinds can be filtered. */
(function () {
  'use strict';
  var doc = document, back = doc.getElementById('back'), from = null;

  function each(selector, f) { Array.prototype.forEach.call(doc.querySelectorAll(selector), f); }

  /* A link into a folded list opens it. */
  function unfold(element) {
    for (var e = element; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true;
  }

  function show(id) {
    each('mark.on, .cell.on', function (e) { e.classList.remove('on'); });
    if (/^c\d+$/.test(id)) {
      each('mark[data-cells~="' + id + '"]', function (e) { e.classList.add('on'); });
      each('.cell[href="#' + id + '"]', function (e) { e.classList.add('on'); });
    }
    var place = id && doc.getElementById(id);
    if (place) {
      unfold(place);
      var section = place.closest('.kind-of');
      if (section && section.hidden) clear();
    }
    back.hidden = !(from && place && place.closest('#articles'));
    if (place && from) place.scrollIntoView({ block: /^c/.test(id) ? 'center' : 'start' });
  }

  doc.addEventListener('click', function (event) {
    var mark = event.target.closest('mark'), cell = event.target.closest('a.cell');
    if (mark) location.hash = 'row' + mark.dataset.row;
    if (cell) {
      from = cell;
      if (location.hash === cell.getAttribute('href')) show(location.hash.slice(1));
    }
  });

  back.addEventListener('click', function () {
    back.hidden = true;
    if (from) { from.scrollIntoView({ block: 'center' }); from.focus({ preventScroll: true }); }
  });

  doc.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') history.replaceState(null, '', location.pathname + location.search), show('');
  });

  window.addEventListener('hashchange', function () { show(location.hash.slice(1)); });

  /* Filters: a kind that is chosen hides all others; none chosen shows all. */
  var chips = doc.querySelectorAll('.chip'), chosen = {};
  function filter() {
    var any = Object.keys(chosen).length > 0;
    each('.kind-of', function (e) { e.hidden = any && !chosen[e.dataset.kind]; });
  }
  function clear() {   /* a link led to a row that is filtered away */
    chosen = {};
    each('.chip', function (chip) { chip.setAttribute('aria-pressed', 'false'); });
    filter();
  }
  Array.prototype.forEach.call(chips, function (chip) {
    chip.setAttribute('role', 'button');
    chip.setAttribute('aria-pressed', 'false');
    function toggle(event) {
      event.preventDefault();
      var kind = chip.dataset.kind;
      if (chosen[kind]) delete chosen[kind]; else chosen[kind] = true;
      chip.setAttribute('aria-pressed', String(!!chosen[kind]));
      filter();
    }
    chip.addEventListener('click', toggle);
    chip.addEventListener('keydown', function (event) { if (event.key === ' ') toggle(event); });
  });

  show(location.hash.slice(1));
}());
