/** Points the tag at the test API that the dev server runs for this demo. */
const apiBase = document.querySelector('meta[name="test-api"]').getAttribute('content');
for (const tag of document.querySelectorAll('whop-license-check')) tag.setAttribute('api-base', apiBase);
