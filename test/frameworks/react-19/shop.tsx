import { useState } from 'react';
import 'whop-license-check/react';

export function Shop({ apiKey, apiBase, product }: { apiKey: string; apiBase: string; product: string }) {
  const [verdict, setVerdict] = useState('');
  return (
    <>
      <whop-license-check
        api-key={apiKey}
        api-base={apiBase}
        product={product}
        max-age={60}
        metadata='{"hwid":"7F"}'
        onvalid={({ detail }) => setVerdict(detail.membership.id)}
        oninvalid={({ detail }) => setVerdict(detail.reason)}
      >
        License check needs JavaScript.
      </whop-license-check>
      <p id="verdict">{verdict}</p>
    </>
  );
}
