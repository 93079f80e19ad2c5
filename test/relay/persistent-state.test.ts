import { expect } from '@open-wc/testing';
import { PersistentState, type ObjectStorage } from '../../packages/relay/src/state/persistent-state.js';
import { stopClock } from '../support/override-global.js';

const DAY_S = 24 * 60 * 60;

/** A Durable Object's storage. `stored` is what is in it, `alarms` are the times that were set. */
function createStorage(stored = new Map<string, unknown>()) {
  const alarms: number[] = [];
  const storage: ObjectStorage = {
    get: (name) => Promise.resolve(stored.get(name)),
    put: (name, value) => Promise.resolve(void stored.set(name, value)),
    delete: (name) => Promise.resolve(stored.delete(name)),
    list: () => Promise.resolve(new Map(stored)),
    getAlarm: () => Promise.resolve(alarms.at(-1) ?? null),
    setAlarm: (time) => Promise.resolve(void alarms.push(time)),
  };
  return { storage, stored, alarms };
}

const valueOf = async (state: PersistentState, name: string) => (await state.get(name))?.value;

describe('the state in a Durable Object', () => {
  beforeEach(() => stopClock());

  it('survives a restart only when it lasts long', async () => {
    const { storage } = createStorage();
    const first = new PersistentState(storage);
    await first.set('good:1', '1', DAY_S);
    await first.set('answer:1', '{}', 60);
    expect([await valueOf(first, 'good:1'), await valueOf(first, 'answer:1')]).to.deep.equal(['1', '{}']);
    const second = new PersistentState(storage);
    expect([await valueOf(second, 'good:1'), await valueOf(second, 'answer:1')]).to.deep.equal(['1', undefined]);
    expect((await second.get('good:1'))?.ttlMs).to.equal(DAY_S * 1000);
  });

  it('does not come back after it was replaced or deleted', async () => {
    const { storage } = createStorage();
    const state = new PersistentState(storage);
    for (const name of ['answer:1', 'good:1']) await state.set(name, 'old', DAY_S);
    await state.set('answer:1', 'refused', 10);
    await state.delete('good:1');
    expect(await valueOf(state, 'answer:1')).to.equal('refused');
    const restarted = new PersistentState(storage);
    expect([await valueOf(restarted, 'answer:1'), await valueOf(restarted, 'good:1')]).to.deep.equal([
      undefined,
      undefined,
    ]);
  });

  it('is ignored when it has expired, and deleted once a day', async () => {
    const { storage, stored, alarms } = createStorage(
      new Map([['good:old', { value: '1', expiresAt: Date.now() - 1 }]]),
    );
    const state = new PersistentState(storage);
    expect(await state.get('good:old')).to.equal(null);
    for (const name of ['good:new', 'good:newer']) await state.set(name, '1', 2 * DAY_S);
    expect(alarms).to.have.length(1);
    expect(alarms[0]).to.equal(Date.now() + DAY_S * 1000);
    await state.sweep();
    expect([...stored.keys()]).to.deep.equal(['good:new', 'good:newer']);
    expect(alarms).to.have.length(2);
  });
});
