/** Lets the page ask the relay and the file server that run beside this demo, in the place of a seller's. */
const addressOf = (name) => document.querySelector(`meta[name="${name}"]`).content;
document.querySelector('whop-license-check').setAttribute('api-base', addressOf('test-relay'));
document.querySelector('#file').dataset.src = addressOf('test-download');
document.querySelector('#without').href = addressOf('test-download');
