/**
 * Downloads the file that the buyer paid for. With a valid license, the relay sends a signed token. The file server trusts
 * that token and nothing else, so this script contains no secret, and forging its events gains nothing.
 */
const tag = document.querySelector('whop-license-check');
/** @type {HTMLElement} */
const file = document.querySelector('#file');
/** @type {HTMLAnchorElement} */
const link = file.querySelector('a[download]');
let isFetching = false;

tag.addEventListener('valid', async ({ detail }) => {
  // The file is needed only once. The second check, in fetchFile(), fires this event too.
  if (isFetching || link.href) return;
  isFetching = true;
  show('fetching');
  show(await fetchFile(detail.token).catch(() => 'failed'));
  isFetching = false;
});

/**
 * Returns the state to show. Rejects if the connection fails or breaks off.
 *
 * @param {string} token
 */
async function fetchFile(token) {
  let response = await requestFile(token);
  if (response.status === 401) {
    // Tokens expire after minutes. A new check brings a new token; if that one is refused too, give up.
    const verdict = await tag.check();
    if (verdict.outcome === 'valid') response = await requestFile(verdict.token);
  }
  if (!response.ok) return response.status < 500 ? 'refused' : 'failed';
  link.href = URL.createObjectURL(await response.blob());
  return 'ready';
}

/** @param {string} token */
function requestFile(token) {
  return fetch(file.dataset.src, { headers: { Authorization: `Bearer ${token}` } });
}

/**
 * Shows the one part of the page that describes this state.
 *
 * @param {string} state
 */
function show(state) {
  for (const part of file.children) part.toggleAttribute('hidden', part.getAttribute('data-state') !== state);
}
