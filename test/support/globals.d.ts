/** Node's `fetch` needs it for a body that is a stream; the types of the DOM do not have it. */
interface RequestInit {
  duplex?: 'half';
}

/** What the tests of the playground leave in a page. */
interface Window {
  copied?: string;
}
