// Shows the preview while a form is filled: the same page is asked as by its button, and its preview put in the place of this one's.
const form = document.getElementById('entry');
let timer;
let running;

form?.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(look, 600);
});
document.getElementById('faults')?.focus();
// Once is enough; what was sent twice is recorded once all the same.
form?.addEventListener('submit', () => { clearTimeout(timer); running?.abort(); });

async function look() {
  // Without a date or a period there is nothing to look at.
  if (![...form.elements].some(field => /effectiveOn$|^period$/.test(field.name) ? field.value : field.name === 'reason' && field.value)) return;
  running?.abort();
  running = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.set('__preview', '1');
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' }, signal: running.signal });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('preview');
    if (fresh) document.getElementById('preview').replaceWith(document.adoptNode(fresh));
  } catch (error) {
    if (error.name !== 'AbortError') console.info(error.message);
  }
}
