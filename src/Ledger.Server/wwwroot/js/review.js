// The queue by keyboard: j and k move, c confirms, r rejects. The buttons do the same.
const items = [...document.querySelectorAll('#queue > article')];
const keys = document.getElementById('keys');
if (keys) keys.hidden = false;

const current = () => items.indexOf(document.activeElement?.closest('#queue > article'));
const go = index => {
  const item = items[Math.min(Math.max(index, 0), items.length - 1)];
  item?.focus();
  item?.scrollIntoView({ block: 'nearest' });
};

// Behind a verdict the queue goes on where it was.
if (location.search.includes('recorded=')) go(Math.max(items.findIndex(item => `#${item.id}` === location.hash), 0));
document.querySelector('#queue .note.wrong')?.closest('article').querySelector('[name=reason]').focus();

document.addEventListener('keydown', event => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const typing = event.target.matches('input, textarea, select');
  if (typing) {
    if (event.key === 'Escape') go(current());
    return;
  }

  const does = {
    j: () => go(current() + 1), ArrowDown: () => go(current() + 1), k: () => go(current() - 1), ArrowUp: () => go(current() - 1),
    c: () => items[current()]?.querySelector('form.confirm').requestSubmit(),
    r: () => items[current()]?.querySelector('form.reject [name=reason]').focus(),
    '?': () => { keys.hidden = !keys.hidden; },
  }[event.key];
  if (!does || event.target.matches('summary')) return;
  event.preventDefault();
  does();
});
