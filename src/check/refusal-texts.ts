import { asText, toNullPrototype, type Json } from './read-json.js';

/*
 * The table of refusals: the only texts that refuse a license. A text has to be one of them from its first letter to
 * its last. Whatever else a response says, somebody other than Whop may have said it (a gateway, a framework, an API
 * that has ended), so it refuses nobody.
 *
 * How sure each text is: **documented** by Whop, **seen** by clients, **ours** (the relay says it), or **expected**:
 * nobody has seen it, but it says the same of the same thing and can mean nothing else.
 */

const LICENSES = ['membership', 'license', 'license key'];

/** With a 404, in lower case. */
const notFoundTexts = (licenseKey: string): string[] => [
  // "No such Resource found with the provided ID: …" is documented, and was seen. The other names are expected.
  ...['resource', ...LICENSES].map((name) => `no such ${name} found with the provided id: ${licenseKey.toLowerCase()}`),
  // "Membership not found" was seen, at v1, by one client. "License key not found" is ours. The others are expected.
  ...['', 'the ', 'this ', 'your '].flatMap((article) =>
    LICENSES.flatMap((name) =>
      ['not found', 'was not found', 'could not be found', 'does not exist'].map((end) => `${article}${name} ${end}`),
    ),
  ),
  // Expected.
  'invalid license key',
  'unknown license key',
];

/** With a 400, in lower case. Several clients have seen it, and nobody any other; it is ours as well. */
const OTHER_DEVICE = 'please reset your key to use on a new machine';

/** Words that say that an API, or a part of it, has ended. */
const END = /\b(deprecated|retired|sunset|discontinued|(re)?moved|no longer|stopped|shut down)\b/i;
/** In characters. A longer text is not searched for these words. */
const MAX_TEXT_LENGTH = 1000;

/**
 * Finds out whether an error response refuses the license, to the letter of the table.
 *
 * @param licenseKey - The key that was asked about. A text about any other ID refuses nobody.
 * @returns `null` when it is not a refusal.
 */
export function findRefusal(status: number, json: Json, licenseKey: string): 'not-found' | 'device-mismatch' | null {
  if (status === 404 && saysOnly(notFoundTexts(licenseKey), json)) return 'not-found';
  if (status === 400 && saysOnly([OTHER_DEVICE], json)) return 'device-mismatch';
  return null;
}

/** Whether an error response that is not a refusal says that the API has ended. */
export function announcesEnd(json: Json): boolean {
  return readError(json).texts.some((text) => text.length <= MAX_TEXT_LENGTH && END.test(text));
}

/**
 * Whether each text of an error response is one of these, whatever its case, and with at most one mark at its end.
 * Whop's errors have one text. Any other sentence beside it may take back what it says, and so may a list or an object.
 */
function saysOnly(refusals: string[], json: Json): boolean {
  const { texts, besides } = readError(json);
  const isRefusal = (text: string): boolean => {
    const lower = text.toLowerCase();
    return ['', '.', '!'].some((mark) => refusals.some((refusal) => lower === refusal + mark));
  };
  const hasMoreToSay = (value: unknown): boolean => typeof value === 'object' || /\s/.test(String(value));
  return texts.length > 0 && texts.every(isRefusal) && !besides.some(hasMoreToSay);
}

/**
 * Takes an error response apart, in each of Whop's shapes: `{message}`, `{error}`, `{error: {status | code | type, message}}`.
 *
 * @returns What stands where its texts should be ("" for what is not a text), and the values of all other members.
 */
function readError({ message, error, ...outer }: Json): { texts: string[]; besides: unknown[] } {
  const { message: text, ...inner } = toNullPrototype(typeof error === 'object' ? error : { message: error });
  return {
    texts: [message, text].filter(Boolean).map(asText),
    besides: [...Object.values(outer), ...Object.values(inner)].filter(Boolean),
  };
}
