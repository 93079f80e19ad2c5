import 'whop-license-check';

export function listen(page: Element): void {
  const tag = page.querySelector('whop-license-check');
  const text = page.querySelector('#verdict');
  if (!tag || !text) return;
  tag.maxAge = 60;
  tag.metadata = { hwid: '7F' };
  tag.addEventListener('valid', ({ detail }) => {
    text.textContent = detail.membership.id;
  });
  tag.addEventListener('invalid', ({ detail }) => {
    text.textContent = detail.reason;
  });
}
