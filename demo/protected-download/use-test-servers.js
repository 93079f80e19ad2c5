/** Points the page at the relay and the file server that the dev server runs for this demo. */
/** @param {string} name */
const addressOf = (name) => document.querySelector(`meta[name="${name}"]`).getAttribute('content');

document.querySelector('whop-license-check').setAttribute('api-base', addressOf('test-relay'));
document.querySelector('#file').setAttribute('data-src', addressOf('test-download'));
document.querySelector('#without').setAttribute('href', addressOf('test-download'));
