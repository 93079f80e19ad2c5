/** Lets the tag ask the test API that runs beside this demo, in the place of Whop. */
const { content } = document.querySelector('meta[name="test-api"]');
for (const tag of document.querySelectorAll('whop-license-check')) tag.setAttribute('api-base', content);
