// Files are dropped as well as chosen, and sent with progress. Without this script the same form sends them.
const form = document.getElementById('evidence');
if (form) begin(form);

function begin(form) {
  const input = document.getElementById('f-file');
  const place = document.getElementById('drop');
  const bar = document.getElementById('progress');
  const told = document.getElementById('told');

  for (const type of ['dragenter', 'dragover']) place.addEventListener(type, event => { event.preventDefault(); place.classList.add('over'); });
  for (const type of ['dragleave', 'drop']) place.addEventListener(type, () => place.classList.remove('over'));
  place.addEventListener('drop', event => {
    event.preventDefault();
    const files = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) files.items.add(file);
    input.files = files.files;
    list();
  });
  input.addEventListener('change', list);
  form.addEventListener('submit', event => { event.preventDefault(); send(); });

  function list() {
    document.getElementById('chosen').replaceChildren(...[...input.files].map(file => {
      const line = document.createElement('li');
      line.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1024))} KB)`;
      return line;
    }));
  }

  function send() {
    const button = form.querySelector('button');
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'text/html');
    request.responseType = 'document';
    request.upload.addEventListener('progress', event => { if (event.lengthComputable) bar.value = event.loaded * 100 / event.total; });
    request.addEventListener('load', () => {
      if (request.status < 400) location.assign(request.responseURL);
      else fail(request.responseXML?.querySelector('.problem h1, .problem p')?.parentElement);
    });
    request.addEventListener('error', () => fail(null));
    [bar.hidden, bar.value, button.disabled] = [false, 0, true];
    told.replaceChildren();
    request.send(new FormData(form));

    function fail(problem) {
      const note = document.createElement('p');
      note.className = 'note wrong';
      note.textContent = problem ? [...problem.querySelectorAll('h1, .why, li')].map(part => part.textContent).join('：') : form.dataset.lost;
      told.replaceChildren(note);
      [bar.hidden, button.disabled] = [true, false];
    }
  }
}
