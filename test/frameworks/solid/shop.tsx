import { createSignal } from 'solid-js';
import 'whop-license-check/solid';

export function Shop(props: { apiKey: string; apiBase: string; product: string }) {
  const [verdict, setVerdict] = createSignal('');
  return (
    <>
      <whop-license-check
        attr:api-key={props.apiKey}
        attr:api-base={props.apiBase}
        attr:product={props.product}
        attr:max-age={60}
        attr:metadata={JSON.stringify({ hwid: '7F' })}
        on:valid={({ detail }) => setVerdict(detail.membership.id)}
        on:invalid={({ detail }) => setVerdict(detail.reason)}
      >
        License check needs JavaScript.
      </whop-license-check>
      <p id="verdict">{verdict()}</p>
    </>
  );
}
