/** Points the page at the relay and the file server that the dev server runs for this demo. */
const addressOf = (name) => document.querySelector(`meta[name="${name}"]`).content;
document.querySelector('whop-license-check').setAttribute('api-base', addressOf('test-relay'));
document.querySelector('#file').dataset.src = addressOf('test-download');
document.querySelector('#without').href = addressOf('test-download');
