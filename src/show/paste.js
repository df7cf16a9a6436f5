/* The form of texts to be laid side by side: one more box without asking the server, and the way back to what was typed. */

const form = document.querySelector('form.paste');
const boxes = form && form.querySelector('.boxes');
const most = 20;

function addBox() {
  const all = boxes.querySelectorAll('.box');
  if (all.length >= most) return;
  const box = all[all.length - 1].cloneNode(true);
  for (const field of box.querySelectorAll('input, textarea')) {
    field.value = '';
    field.textContent = '';
    field.removeAttribute('aria-invalid');
  }
  for (const wrong of box.querySelectorAll('.wrong')) wrong.remove();
  box.querySelector('.n').textContent = String(all.length + 1);
  boxes.append(box);
  box.querySelector('textarea').focus();
}

if (form) {
  const more = form.querySelector('button[name="more"]');
  if (more) {
    more.addEventListener('click', (event) => {
      event.preventDefault();
      addBox();
      more.hidden = boxes.children.length >= most;
    });
  }
  const wrong = form.querySelector('[aria-invalid]');
  if (wrong) wrong.focus();
}

/* "change the texts" opens what it leads to. */
function open() {
  const change = document.getElementById('change');
  if (change && location.hash === '#change') change.open = true;
}
window.addEventListener('hashchange', open);
open();
