import { expect } from '@open-wc/testing';
import { cleanLicenseKey } from '../../src/check/license-key.js';
import {
  invalid,
  unverified,
  type InvalidReason,
  type Membership,
  type CheckResult,
  type UnverifiedReason,
  type Verdict,
} from '../../src/check/verdict.js';
import { english, validMessage, withOverrides, type Messages } from '../../src/i18n/messages.js';
import { toVerdict } from '../../src/i18n/refusals.js';
import { overrideGlobal } from '../support/override-global.js';

const KEY = 'PRO-0123AB-CDEF4567-89ABCDW';
const OTHER_KEY = 'PRO-FFFFFF-00000000-111111W';

// Complete by type: a reason that is added is a reason that is tested.
const invalidReasons = Object.keys({
  'empty-key': 1,
  'malformed-key': 1,
  'not-found': 1,
  inactive: 1,
  'device-mismatch': 1,
  'wrong-product': 1,
  'wrong-plan': 1,
} satisfies Record<InvalidReason, 1>) as InvalidReason[];
const unverifiedReasons = Object.keys({
  misconfigured: 1,
  unauthorized: 1,
  forbidden: 1,
  'rate-limited': 1,
  retired: 1,
  offline: 1,
  unreachable: 1,
  timeout: 1,
  'server-error': 1,
  'unexpected-response': 1,
  superseded: 1,
} satisfies Record<UnverifiedReason, 1>) as UnverifiedReason[];

const membership = (status: string): Membership => ({
  id: 'mem_1',
  product: null,
  plan: null,
  status,
  expiresAt: null,
  renewsAt: null,
  cancelAtPeriodEnd: false,
  quantity: null,
  manageUrl: null,
});
const valid: CheckResult = {
  outcome: 'valid',
  membership: membership('active'),
  checkedAt: new Date(),
  stale: false,
  token: null,
};
const results: CheckResult[] = [
  valid,
  ...invalidReasons.map((reason) => invalid(reason)),
  ...unverifiedReasons.map((reason) => unverified(reason)),
];

const messageFor = (result: CheckResult, key: string, messages: Messages, lang: string) =>
  result.outcome === 'valid'
    ? validMessage(result, messages, lang)
    : (toVerdict(result, key, messages, lang) as Exclude<Verdict, { outcome: 'valid' }>).message;
const told = (result: CheckResult, key = KEY, messages: Messages = english) => messageFor(result, key, messages, 'en');

describe('the message for the buyer', () => {
  it('is a sentence for every verdict', () => {
    for (const result of results) expect(told(result), JSON.stringify(result)).to.match(/^[A-Z][^{}<>_]+\.$/);
    expect(new Set(invalidReasons.map((reason) => told(invalid(reason)))).size).to.equal(invalidReasons.length);
  });

  it('never contains the key', () => {
    for (const key of [
      KEY,
      'mem_SECRETKEY',
      'apik_SECRETKEY',
      'SECRETKEY SECRETKEY',
      'SECRETKEY/',
      KEY + OTHER_KEY,
      'SECRETKEY'.repeat(40),
    ]) {
      for (const result of results) {
        expect(told(result, key)).to.not.contain(key);
        expect(told(result, key)).to.not.match(/SECRETKEY|0123AB/);
      }
    }
  });

  it('blames no buyer when nobody could say', () => {
    for (const reason of unverifiedReasons) {
      expect(told(unverified(reason)), reason).to.not.match(
        /\b(key|invalid|wrong|incorrect|expired|cancell?ed|refused|not valid|mistake|typed?|capitals|buy|not active)\b/i,
      );
    }
  });

  it('says offline only when the browser is offline, and mentions no connection when the service fails', () => {
    for (const reason of unverifiedReasons.filter((reason) => reason !== 'offline'))
      expect(told(unverified(reason)), reason).to.not.match(/offline|internet|connect|network|online/i);
    expect(told(unverified('offline'))).to.match(/offline/);
  });

  it('says whom to write to when only the seller can fix it', () => {
    for (const reason of ['misconfigured', 'unauthorized', 'forbidden', 'retired', 'unexpected-response'] as const)
      expect(told(unverified(reason)), reason)
        .to.match(/isn't your fault/)
        .and.to.match(/seller/);
  });

  it('says what to do about a key that is not found', () => {
    expect(told(invalid('not-found')))
      .to.match(/capitals/i)
      .and.to.match(/copy it from/);
  });
});

describe('the message for a text that cannot be a key', () => {
  const refused = (typed: string, messages: Messages = english) =>
    told(invalid('malformed-key'), cleanLicenseKey(typed), messages);

  it('says what is wrong with it', () => {
    for (const typed of ['mem_4eKq2VbNsWc0Lt', 'prod_1', 'apik_abc', 'whop_abc'])
      expect(refused(typed))
        .to.match(/not your license key/)
        .and.to.contain('whop.com/@me/settings/orders');
    expect(refused('my key please')).to.match(/one license key/);
    expect(refused('a/b')).to.match(/isn't a license key/);
    expect(refused('x'.repeat(300))).to.match(/isn't a license key/);
  });

  it('says that it is not a key when only the tag knows why', () => {
    expect(refused('oldBareApiKey')).to.equal(english['malformed-key']);
  });

  it('says that there are two keys, on one line or two', () => {
    for (const typed of [`${KEY}\n${OTHER_KEY}`, `${KEY} ${KEY}`, `${KEY}\t${OTHER_KEY}`])
      expect(refused(typed), typed).to.equal(english['several-words']);
  });
});

describe('two keys in a row that Whop does not know', () => {
  it('get the message about two keys', () => {
    for (const typed of [KEY + KEY, KEY + OTHER_KEY, (KEY + KEY).toLowerCase(), `${KEY}- ${OTHER_KEY}`])
      expect(told(invalid('not-found'), cleanLicenseKey(typed)), typed).to.equal(english['several-words']);
    expect(english['several-words']).to.match(/two/);
  });

  it('get it only when they are not found', () => {
    for (const result of results.filter((result) => result.outcome !== 'invalid' || result.reason !== 'not-found'))
      expect(told(result, KEY + OTHER_KEY)).to.not.equal(english['several-words']);
    expect(told(invalid('not-found'))).to.equal(english['not-found']);
  });
});

describe('a membership status', () => {
  it('selects the message for a membership that ended', () => {
    const texts = ['expired', 'canceled', 'past_due'].map((status) => told(invalid('inactive', membership(status))));
    expect(texts).to.deep.equal([english.expired, english.canceled, english.past_due]);
    for (const status of [
      'unresolved',
      'drafted',
      'active',
      'trialing',
      'completed',
      'canceling',
      '',
      'EXPIRED',
      'paused',
    ])
      expect(told(invalid('inactive', membership(status))), status).to.equal(english.inactive);
    expect(told(invalid('inactive'))).to.equal(english.inactive);
  });

  it('selects no other message, whatever it says', () => {
    for (const status of [
      ...Object.keys(english),
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'then',
    ].filter((word) => !['expired', 'canceled', 'past_due'].includes(word))) {
      expect(told(invalid('inactive', membership(status))), status).to.equal(english.inactive);
    }
  });

  it('does not matter when the membership is for another product, or the key for another device', () => {
    for (const reason of ['wrong-product', 'wrong-plan', 'device-mismatch'] as const)
      expect(told(invalid(reason, membership('expired')))).to.equal(english[reason]);
  });
});

describe('the time to wait', () => {
  const wait = (seconds: number | null, lang = 'en') =>
    messageFor(unverified('rate-limited', seconds), KEY, { ...english, 'rate-limited': '{wait}' }, lang);

  it('is given in seconds, and in minutes when it is long', () => {
    for (const [seconds, text] of [
      [0, '1 second'],
      [1, '1 second'],
      [2, '2 seconds'],
      [60, '60 seconds'],
      [119, '119 seconds'],
      [120, '2 minutes'],
      [121, '3 minutes'],
      [3600, '60 minutes'],
      [null, '60 seconds'],
    ] as const)
      expect(wait(seconds)).to.equal(text);
  });

  it('is given in the language of the texts', () => {
    expect(wait(60, 'de')).to.equal('60 Sekunden');
    expect(wait(3600, 'fr')).to.match(/^60.minutes$/);
  });

  it('is given in plain words where the browser has none', () => {
    overrideGlobal(Number.prototype, 'toLocaleString', { value: () => undefined });
    expect([0, 1, 2, 60, 3600].map((seconds) => wait(seconds))).to.deep.equal([
      ...['1 second', '1 second', '2 seconds'],
      ...['60 seconds', '60 minutes'],
    ]);
  });

  it('replaces {wait} in the sentence', () => {
    expect(told(unverified('rate-limited', 30))).to.contain(' in 30 seconds.');
    expect(told(unverified('rate-limited', 30), KEY, { ...english, 'rate-limited': 'Wait.' })).to.equal('Wait.');
  });
});

describe('the message for a valid license', () => {
  const nextYear = new Date().getFullYear() + 1;
  const day = new Date(nextYear, 2, 3, 12);
  const later = new Date(nextYear, 3, 3, 12);
  const said = (given: Partial<Membership>, stale = false, messages = english): string =>
    messageFor(
      { ...valid, stale, membership: { ...membership('active'), ...given } } as CheckResult,
      KEY,
      messages,
      'en-US',
    );

  for (const [title, given, text] of [
    ['mentions no date when it has none', {}, 'Your license is valid.'],
    ['says when it renews', { renewsAt: day }, `Your license is valid. It renews on Mar 3, ${nextYear}.`],
    [
      'says when it renews if the paid period ends then',
      { renewsAt: day, expiresAt: day },
      `Your license is valid. It renews on Mar 3, ${nextYear}.`,
    ],
    [
      'says when it ends after it was canceled',
      { renewsAt: day, cancelAtPeriodEnd: true },
      `Your license is valid. It ends on Mar 3, ${nextYear}.`,
    ],
    ['says when it ends', { expiresAt: day }, `Your license is valid. It ends on Mar 3, ${nextYear}.`],
    [
      'says when it ends if that is before it would renew',
      { expiresAt: day, renewsAt: later },
      `Your license is valid. It ends on Mar 3, ${nextYear}.`,
    ],
    ['mentions no day that is past', { renewsAt: new Date(1e12) }, 'Your license is valid.'],
  ] as const) {
    it(title, () => expect(said(given)).to.equal(text));
  }

  it('says that it will be checked again when an earlier result stands in', () => {
    expect(said({ renewsAt: day }, true)).to.equal(
      "Your license is valid. We couldn't confirm it just now, and will check again later.",
    );
  });

  it('uses the texts of the host', () => {
    const messages = withOverrides(english, { valid: 'Thank you!' });
    expect([said({}, false, messages), said({ expiresAt: day }, false, messages)]).to.deep.equal([
      'Thank you!',
      `Thank you! It ends on Mar 3, ${nextYear}.`,
    ]);
    expect(said({ renewsAt: day }, false, withOverrides(english, { renews: 'Until {date}!' }))).to.equal(
      `Your license is valid. Until Mar 3, ${nextYear}!`,
    );
  });
});

describe('texts of the host', () => {
  it('replace ours one by one', () => {
    const messages = withOverrides(english, { valid: 'Thank you!', 'not-found': 'Never heard of it.' });
    expect(told(valid, KEY, messages)).to.equal('Thank you!');
    expect(told(invalid('not-found'), KEY, messages)).to.equal('Never heard of it.');
    expect(told(invalid('inactive'), KEY, messages)).to.equal(english.inactive);
    expect(english.valid).to.equal('Your license is valid.');
  });

  it('are ignored when they are not texts', () => {
    for (const junk of [
      undefined,
      null,
      5,
      true,
      NaN,
      'text',
      Symbol('x'),
      () => 'x',
      [],
      ['Thank you!'],
      {},
      { valid: undefined },
      { valid: null, check: 5, label: {}, buy: ['x'], unverified: () => 'x' },
      JSON.parse('{"__proto__":{"valid":"evil"}}'),
      Object.create({ valid: 'evil' }),
      new Map([['valid', 'x']]),
    ]) {
      const messages = withOverrides(english, junk);
      for (const name of Object.keys(english) as (keyof Messages)[])
        expect(messages[name], name).to.equal(english[name]);
    }
  });

  it('are ignored when they cannot be read', () => {
    const broken = {
      get valid(): string {
        throw new Error('broken');
      },
    };
    expect(withOverrides(english, broken)).to.include({ valid: english.valid, check: english.check });
  });
});

describe('a verdict in words', () => {
  it('is the result with its message', () => {
    const at = new Date(0);
    expect(
      toVerdict({ outcome: 'unverified', reason: 'timeout', retryAfter: null, checkedAt: at }, KEY, english, 'en'),
    ).to.deep.equal({
      outcome: 'unverified',
      reason: 'timeout',
      retryAfter: null,
      checkedAt: at,
      message: english.timeout,
    });
    expect(
      toVerdict({ outcome: 'invalid', reason: 'inactive', membership: null, checkedAt: at }, KEY, english, 'en'),
    ).to.deep.equal({
      outcome: 'invalid',
      reason: 'inactive',
      membership: null,
      checkedAt: at,
      message: english.inactive,
    });
  });

  it('has no message when it is valid', () => {
    expect(toVerdict(valid, KEY, english, 'en')).to.equal(valid);
    expect(valid).to.not.have.property('message');
  });
});
