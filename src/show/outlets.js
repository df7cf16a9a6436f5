/* What a field in which an outlet is typed offers: names of the desk's outlets that begin so, a few, asked for as one types.
 * Without scripts it is a field like any other. */

const list = document.createElement('datalist');
const wait = 150; /* milliseconds of rest before the server is asked */
let timer = 0, asked = null;
list.id = 'outlet-names';

async function offer(words) {
  if (words === asked) return;
  asked = words;
  const answer = await fetch('/api/v1/outlet-names?q=' + encodeURIComponent(words), { headers: { accept: 'application/json' } });
  if (!answer.ok || words !== asked) return;
  const names = (await answer.json()).outlets;
  list.replaceChildren(...names.map(function (name) {
    const option = document.createElement('option');
    option.value = name.outlet;
    return option;
  }));
}

for (const field of document.querySelectorAll('main input[name=outlet]:not([type=hidden])')) {
  document.body.append(list);
  field.setAttribute('list', list.id);
  field.autocomplete = 'off';
  const ask = function () { offer(field.value.trim()).catch(function () { asked = null; }); };
  field.addEventListener('focus', ask);
  field.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  });
}
