/** Points the tag at the test API that the dev server runs for this demo. */
const { content } = document.querySelector('meta[name="test-api"]');
for (const tag of document.querySelectorAll('whop-license-check')) tag.setAttribute('api-base', content);
