import { expect } from '@open-wc/testing';
import { LastingState, type ObjectStorage } from '../../packages/relay/src/state/lasting-state.js';

const DAY = 24 * 60 * 60;

/** A Durable Object's storage, and what it was written. */
function storageOf(written = new Map<string, unknown>()) {
  const alarms: number[] = [];
  const storage: ObjectStorage = {
    get: (name) => Promise.resolve(written.get(name)),
    put: (name, value) => Promise.resolve(void written.set(name, value)),
    delete: (name) => Promise.resolve(written.delete(name)),
    list: () => Promise.resolve(new Map(written)),
    getAlarm: () => Promise.resolve(alarms.at(-1) ?? null),
    setAlarm: (time) => Promise.resolve(void alarms.push(time)),
  };
  return { storage, written, alarms };
}

const valueOf = async (state: LastingState, name: string) => (await state.get(name))?.value;

describe('what a Durable Object knows', () => {
  it('outlives it where it lasts long, and not where it is soon over', async () => {
    const { storage } = storageOf();
    const first = new LastingState(storage);
    await first.set('good:1', '1', DAY);
    await first.set('answer:1', '{}', 60);
    expect([await valueOf(first, 'good:1'), await valueOf(first, 'answer:1')]).to.deep.equal(['1', '{}']);
    const second = new LastingState(storage);
    expect([await valueOf(second, 'good:1'), await valueOf(second, 'answer:1')]).to.deep.equal(['1', undefined]);
    expect((await second.get('good:1'))?.ms).to.be.within((DAY - 10) * 1000, DAY * 1000);
  });

  it('never comes back once it was replaced or deleted', async () => {
    const { storage } = storageOf();
    const state = new LastingState(storage);
    for (const name of ['answer:1', 'good:1']) await state.set(name, 'old', DAY);
    await state.set('answer:1', 'refused', 10);
    await state.delete('good:1');
    expect(await valueOf(state, 'answer:1')).to.equal('refused');
    const afterwards = new LastingState(storage);
    expect([await valueOf(afterwards, 'answer:1'), await valueOf(afterwards, 'good:1')]).to.deep.equal([
      undefined,
      undefined,
    ]);
  });

  it('is not believed when it is over, and swept out once a day', async () => {
    const { storage, written, alarms } = storageOf(new Map([['good:old', { value: '1', until: Date.now() - 1 }]]));
    const state = new LastingState(storage);
    expect(await state.get('good:old')).to.equal(null);
    for (const name of ['good:new', 'good:newer']) await state.set(name, '1', 2 * DAY);
    expect(alarms).to.have.length(1);
    expect(alarms[0]).to.be.within(Date.now() + (DAY - 10) * 1000, Date.now() + DAY * 1000);
    await state.sweep();
    expect([...written.keys()]).to.deep.equal(['good:new', 'good:newer']);
    expect(alarms).to.have.length(2);
  });
});
