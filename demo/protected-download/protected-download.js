/**
 * Fetches what was paid for. A good license comes with a token that the relay has signed; the file server believes the
 * token, and nothing that this page says. So nothing in here is secret, and nothing gained by forging it.
 */
const tag = document.querySelector('whop-license-check');
const file = document.querySelector('#file');
const link = file.querySelector('a[download]');
let isFetching = false;

tag.addEventListener('valid', async ({ detail }) => {
  // Once is enough; and the new check, below, is told here too.
  if (isFetching || link.href) return;
  isFetching = true;
  show('fetching');
  show(await fetchFile(detail.token).catch(() => 'failed'));
  isFetching = false;
});

/** @returns What to show. Rejects where no answer came, or not all of it. */
async function fetchFile(token) {
  let response = await ask(token);
  if (response.status === 401) {
    // A token lasts for minutes, and this one is over. A new check brings a new one; who is refused twice is refused.
    const verdict = await tag.check();
    if (verdict.outcome === 'valid') response = await ask(verdict.token);
  }
  if (!response.ok) return response.status < 500 ? 'refused' : 'failed';
  link.href = URL.createObjectURL(await response.blob());
  return 'here';
}

function ask(token) {
  return fetch(file.dataset.src, { headers: { Authorization: `Bearer ${token}` } });
}

/** The part of the page that says how it stands. */
function show(state) {
  for (const part of file.children) part.hidden = part.dataset.state !== state;
}
