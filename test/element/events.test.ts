import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { recordEvents, KEY, createDetachedTag, getMessage, stage, createTag, checkKey } from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';
import { expectWarnings } from '../support/warnings.js';

const VERDICTS = ['valid', 'invalid', 'unverified'] as const;
const replies = { valid: goodReply(), invalid: goodReply({ valid: false }), unverified: { status: 401 } };

beforeEach(() => expectWarnings('unauthorized'));

describe('the events of a check', () => {
  for (const outcome of VERDICTS) {
    it(`${outcome}: bubbles out of shadow trees and carries the verdict`, async () => {
      const api = await createApi(replies[outcome]);
      const host = stage().appendChild(document.createElement('div'));
      const element = await createTag({ 'api-base': api.base }, host.attachShadow({ mode: 'open' }));
      const onWindow: Event[] = [];
      const listen = (event: Event): void => void onWindow.push(event);
      for (const type of [...VERDICTS, 'statechange']) window.addEventListener(type, listen);
      const [event] = await Promise.all([
        new Promise<Event>((resolve) => {
          element.addEventListener(outcome, resolve);
        }),
        checkKey(element),
      ]);
      for (const type of [...VERDICTS, 'statechange']) window.removeEventListener(type, listen);

      expect(event)
        .to.be.instanceOf(CustomEvent)
        .and.to.include({ bubbles: true, composed: true, detail: element.verdict });
      expect(onWindow.filter(({ type }) => type !== 'statechange')).to.deep.equal([event]);
    });
  }

  it('statechange: bubbles after each change and comes before the verdict', async () => {
    const api = await createApi(goodReply(), goodReply(), goodReply({ valid: false }), { status: 401 });
    const element = await createTag({ 'api-base': api.base });
    const events = recordEvents(stage());
    const stateChanges: Event[] = [];
    element.addEventListener('statechange', (event) => stateChanges.push(event));
    for (let i = 0; i < 4; i++) await checkKey(element);
    element.forget();
    expect(events).to.deep.equal([
      'statechange:checking',
      'statechange:valid',
      'valid',
      'statechange:checking',
      'statechange:valid',
      'valid',
      'statechange:checking',
      'statechange:invalid',
      'invalid:inactive',
      'statechange:checking',
      'statechange:unverified',
      'unverified:unauthorized',
      'statechange:idle',
    ]);
    for (const event of stateChanges) expect(event).to.include({ bubbles: true, cancelable: false });
  });

  it('statechange: is dispatched only when the state changes', async () => {
    const element = await createTag();
    const events = recordEvents(element);
    for (const key of ['', 'mem_1', 'mem_1']) await checkKey(element, key);
    expect(events).to.deep.equal([
      'statechange:invalid',
      'invalid:empty-key',
      'invalid:malformed-key',
      'invalid:malformed-key',
    ]);
  });

  it('are dispatched after the element, the screen and the page are updated', async () => {
    const api = await createApi(goodReply(), goodReply({ valid: false }), { status: 401 });
    stage().innerHTML = '<p hidden></p>';
    const element = await createTag({ 'api-base': api.base, unlocks: 'p' });
    const observed: unknown[] = [];
    const recordState = ({ type }: Event): void => {
      const { hidden } = stage().querySelector('p')!;
      observed.push([
        type,
        element.state,
        element.getAttribute('state'),
        element.verdict?.outcome,
        hidden,
        getMessage(element) !== '',
      ]);
    };
    for (const type of [...VERDICTS, 'statechange']) element.addEventListener(type, recordState);
    for (let i = 0; i < 3; i++) await checkKey(element);
    expect(observed).to.deep.equal([
      ['statechange', 'checking', 'checking', undefined, true, false],
      ['statechange', 'valid', 'valid', 'valid', false, true],
      ['valid', 'valid', 'valid', 'valid', false, true],
      ['statechange', 'checking', 'checking', 'valid', false, false],
      ['statechange', 'invalid', 'invalid', 'invalid', true, true],
      ['invalid', 'invalid', 'invalid', 'invalid', true, true],
      ['statechange', 'checking', 'checking', 'invalid', true, false],
      ['statechange', 'unverified', 'unverified', 'unverified', true, true],
      ['unverified', 'unverified', 'unverified', 'unverified', true, true],
    ]);
  });

  it('are dispatched on an element that is not in a document yet', async () => {
    const api = await createApi(goodReply());
    const element = createDetachedTag({ 'api-base': api.base, 'license-key': KEY });
    const events = recordEvents(element);
    const verdict = await element.check();
    expect(verdict.outcome).to.equal('valid');
    expect(element.verdict).to.equal(verdict);
    expect(events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);

    stage().innerHTML = '<p hidden></p>';
    element.unlocks = 'p';
    stage().append(element);
    await element.updateComplete;
    expect(element.getAttribute('state')).to.equal('valid');
    expect(stage().querySelector('p')!.hidden).to.equal(false);
  });
});
