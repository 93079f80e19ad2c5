import { useEffect, useRef, useState } from 'react';
import 'whop-license-check/react';
import type { Verdict, WhopLicenseCheck } from 'whop-license-check/react';

export function RenderedShop({ apiKey, apiBase, product }: { apiKey: string; apiBase: string; product: string }) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const tag = useRef<WhopLicenseCheck>(null);

  useEffect(() => {
    const element = tag.current;
    const read = () => setVerdict(element?.verdict ?? null);
    read();
    element?.addEventListener('statechange', read);
    return () => element?.removeEventListener('statechange', read);
  }, []);

  return (
    <>
      <whop-license-check
        ref={tag}
        api-key={apiKey}
        api-base={apiBase}
        product={product}
        max-age={60}
        metadata='{"hwid":"7F"}'
        suppressHydrationWarning
      >
        License check needs JavaScript.
      </whop-license-check>
      <p id="verdict">{verdict?.outcome === 'valid' ? verdict.membership.id : verdict?.reason}</p>
    </>
  );
}
