import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import {
  recordEvents,
  KEY,
  createDetachedTag,
  nextVerdict,
  OTHER_KEY,
  stage,
  createTag,
  typeKey,
  checkKey,
} from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';

const getPath = (key: string): string => `/api/v2/memberships/${key}/validate_license`;

describe('auto-check', () => {
  it('checks a key that is set from the start, once', async () => {
    const api = await createApi(goodReply());
    const element = createDetachedTag({ 'api-base': api.base, 'license-key': KEY, 'auto-check': '' });
    const events = recordEvents(element);
    const pendingVerdict = nextVerdict(element);
    stage().append(element);
    expect(await pendingVerdict).to.include({ outcome: 'valid' });
    element.label = 'Serial number';
    element.requestUpdate();
    await element.updateComplete;
    await checkKey(element, OTHER_KEY);
    expect(events).to.deep.equal([
      'statechange:checking',
      'statechange:valid',
      'valid',
      'statechange:checking',
      'statechange:valid',
      'valid',
    ]);
    expect((await api.posts()).map(({ path }) => path)).to.deep.equal([getPath(KEY), getPath(OTHER_KEY)]);
  });

  it('is off by default', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    const events = recordEvents(element);
    element.setAttribute('license-key', OTHER_KEY);
    await element.updateComplete;
    expect(element.licenseKey).to.equal(OTHER_KEY);
    expect(element.state).to.equal('idle');
    await checkKey(element, OTHER_KEY);
    expect(events).to.have.length(3);
    expect(await api.posts()).to.have.length(1);
  });

  it('checks an existing key when it is turned on later', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    const pendingVerdict = nextVerdict(element);
    element.setAttribute('auto-check', '');
    expect(await pendingVerdict).to.include({ outcome: 'valid' });
    expect(await api.posts()).to.have.length(1);
  });

  it('checks another key that the page sets later', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, 'auto-check': '' });
    for (const key of [KEY, OTHER_KEY]) {
      const pendingVerdict = nextVerdict(element);
      element.setAttribute('license-key', key);
      await pendingVerdict;
    }
    expect((await api.posts()).map(({ path }) => path)).to.deep.equal([getPath(KEY), getPath(OTHER_KEY)]);
  });

  it('prefers a key that the page sets later over the one being checked', async () => {
    const api = await createApi();
    await api.replyTo(KEY, { ...goodReply(), hold: true });
    await api.replyTo(OTHER_KEY, goodReply({ valid: false }));
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY, 'auto-check': '' });
    const events = recordEvents(element);
    await api.nextPost();
    const pendingVerdict = nextVerdict(element);
    element.setAttribute('license-key', OTHER_KEY);
    expect(await pendingVerdict).to.include({ reason: 'inactive' });
    expect(events).to.deep.equal(['statechange:invalid', 'invalid:inactive']);
  });

  it('does not check an empty field', async () => {
    const element = await createTag({ 'auto-check': '', 'license-key': '' });
    await element.updateComplete;
    expect(element.state).to.equal('idle');
    expect(element.verdict).to.equal(null);
  });

  it('does not check a key that the visitor is typing', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, 'auto-check': '' });
    const events = recordEvents(element);
    for (const text of [KEY.slice(0, -1), KEY]) {
      typeKey(element, text);
      await element.updateComplete;
    }
    element.product = 'prod_Wi5LVBzrFG2nE';
    await element.updateComplete;
    expect(element.state).to.equal('idle');
    expect(events).to.be.empty;
    await checkKey(element, KEY);
    expect(await api.posts()).to.have.length(1);
  });

  it('checks again when the settings change', async () => {
    const api = await createApi(goodReply());
    stage().innerHTML = '<p hidden></p>';
    const element = createDetachedTag({ 'api-base': api.base, 'license-key': KEY, 'auto-check': '', unlocks: 'p' });
    const first = nextVerdict(element);
    stage().append(element);
    await first;
    const events = recordEvents(element);
    const second = nextVerdict(element);
    element.product = 'prod_other';
    expect(await second).to.include({ reason: 'wrong-product' });
    expect(stage().querySelector('p')!.hidden).to.equal(true);
    expect(events).to.deep.equal([
      'statechange:idle',
      'statechange:checking',
      'statechange:invalid',
      'invalid:wrong-product',
    ]);
    expect(await api.posts()).to.have.length(2);
  });

  it('shares its check with a check() right after a change', async () => {
    const api = await createApi(goodReply());
    const element = createDetachedTag({ 'api-base': api.base, 'license-key': KEY, 'auto-check': '' });
    const first = nextVerdict(element);
    stage().append(element);
    await first;
    const events = recordEvents(element);
    element.apiKey = 'apik_other';
    const verdict = await element.check();
    expect(element.verdict).to.equal(verdict);
    expect(events).to.deep.equal(['statechange:idle', 'statechange:checking', 'statechange:valid', 'valid']);
    expect(await api.posts()).to.have.length(2);
  });

  it('reports a malformed key', async () => {
    const element = createDetachedTag({ 'license-key': 'mem_1', 'auto-check': '' });
    const pendingVerdict = nextVerdict(element);
    stage().append(element);
    expect(await pendingVerdict).to.include({ reason: 'malformed-key' });
  });
});
