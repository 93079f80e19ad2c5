import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { validMembership } from '../support/membership.js';
import { replaceFetch } from '../support/override-global.js';
import { createTag, formatVerdict, getMessage, KEY, recordEvents, stage } from '../support/tag.js';
import { expectWarnings } from '../support/warnings.js';

beforeEach(() => expectWarnings('unauthorized'));

const OUTCOMES = ['valid', 'invalid', 'unverified'];

/** Changes of a setting that a verdict depends on. */
const changes: Record<string, (element: WhopLicenseCheck) => unknown> = {
  product: (element) => (element.product = 'prod_other'),
  plan: (element) => (element.plan = 'plan_other'),
  apiKey: (element) => (element.apiKey = 'apik_other'),
  apiBase: (element) => (element.apiBase = '/other'),
  metadata: (element) => (element.metadata = { device: '7F' }),
  'the attribute product': (element) => element.setAttribute('product', 'prod_other'),
};

const responses: Record<string, [status: number, body: object]> = {
  valid: [201, validMembership()],
  invalid: [404, { message: 'License not found' }],
  unverified: [401, {}],
};

/** A response that is read within one task. */
function createResponse(status: number, body: object): object {
  const chunks = [new TextEncoder().encode(JSON.stringify(body))];
  const read = (): Promise<object> => Promise.resolve({ value: chunks[0], done: !chunks.shift() });
  return {
    status,
    headers: new Headers({ 'Content-Type': 'application/json' }),
    body: { getReader: () => ({ read, cancel: () => Promise.resolve() }) },
  };
}

/** Starts a check, answers it and makes a change. @returns How the check ended, and its events before and after the change. */
async function answerAndChange(
  outcome: string,
  change: (element: WhopLicenseCheck) => unknown,
  microtasks: number,
): Promise<{ verdict: string; before: string[]; after: string[]; element: WhopLicenseCheck }> {
  let answer!: () => void;
  replaceFetch(() => new Promise((resolve) => (answer = () => resolve(createResponse(...responses[outcome]!)))));
  const element = await createTag({ 'api-base': '/relay', 'license-key': KEY, unlocks: 'p' });
  const verdict = element.check();
  const before = recordEvents(element);
  answer();
  for (let count = 0; count < microtasks; count++) await Promise.resolve();
  const after = recordEvents(element);
  const known = before.length;
  change(element);
  return { verdict: formatVerdict(await verdict), before: before.slice(0, known), after, element };
}

describe('a setting that changes while the response is read', () => {
  beforeEach(() => {
    stage().innerHTML = '<p hidden></p>';
  });

  for (const outcome of OUTCOMES) {
    for (const [name, change] of Object.entries(changes)) {
      it(`(${name}) is never followed by the event of what was asked before: ${outcome}`, async () => {
        let wasDropped = false;
        for (let microtasks = 0; ; microtasks++) {
          const { verdict, before, after, element } = await answerAndChange(outcome, change, microtasks);
          if (before.length) break;
          wasDropped = true;
          expect(after, `after ${microtasks} microtasks`).to.deep.equal(['statechange:idle']);
          expect(verdict).to.equal('unverified:superseded');
          expect(element.state).to.equal('idle');
          expect(getMessage(element)).to.equal('');
          expect(stage().querySelector('p')!.hidden).to.equal(true);
          element.remove();
        }
        expect(wasDropped).to.equal(true);
      });
    }

    it(`(in a listener of statechange) is never followed by the event of what was asked before: ${outcome}`, async () => {
      replaceFetch(() => Promise.resolve(createResponse(...responses[outcome]!)));
      for (const change of Object.values(changes)) {
        const element = await createTag({ 'api-base': '/relay', 'license-key': KEY, unlocks: 'p' });
        const events: string[] = [];
        for (const type of OUTCOMES) element.addEventListener(type, () => events.push(type));
        element.addEventListener('statechange', () => element.state === outcome && change(element));
        expect(formatVerdict(await element.check())).to.equal('unverified:superseded');
        expect(events).to.be.empty;
        expect(element.state).to.equal('idle');
        expect(stage().querySelector('p')!.hidden).to.equal(true);
        element.remove();
      }
    });
  }
});
