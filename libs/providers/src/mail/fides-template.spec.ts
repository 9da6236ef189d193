import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FidesTemplate } from './fides-template';

describe('The template at the vendor', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  /** A vendor whose next answers are given; counts how often it was asked. */
  function vendor(...answers: (string | null | Error)[]) {
    let asked = 0;
    const template = new FidesTemplate(async () => {
      const answer = answers[asked++] ?? null;
      if (answer instanceof Error) throw answer;
      return answer;
    });
    return { template, asked: () => asked };
  }
  const pass = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);

  it('is asked for once by messages that come at once', async () => {
    const { template, asked } = vendor('fides');
    const found = await Promise.all([template.current(), template.current(), template.current()]);
    expect(found).toEqual(['fides', 'fides', 'fides']);
    expect(asked()).toBe(1);
  });

  it('is asked for again after five minutes, while messages go on with what is known', async () => {
    const { template, asked } = vendor(null, 'fides');
    expect(await template.current()).toBeNull();
    pass(4.9);
    expect(await template.current()).toBeNull();
    expect(asked()).toBe(1);
    pass(0.2);
    expect(await template.current()).toBeNull();
    expect(await template.current()).toBe('fides');
    expect(asked()).toBe(2);
  });

  it('is noticed within minutes when it comes and when it goes', async () => {
    const { template } = vendor(null, 'fides', null);
    const noticed = async (expected: string | null) => {
      for (let minutes = 0; minutes < 10; minutes += 1, pass(1)) {
        if ((await template.current()) === expected) return minutes;
      }
      return null;
    };
    expect(await noticed(null)).toBe(0);
    expect(await noticed('fides')).toBeLessThanOrEqual(6);
    expect(await noticed(null)).toBeLessThanOrEqual(6);
  });

  it('is done without when the vendor fails, and asked for again after a minute', async () => {
    const { template, asked } = vendor(new Error('503'), 'fides');
    expect(await template.current()).toBeNull();
    pass(0.9);
    expect(await template.current()).toBeNull();
    expect(asked()).toBe(1);
    pass(0.2);
    await template.current();
    expect(await template.current()).toBe('fides');
  });

  it('stays known when a later look-up fails', async () => {
    const { template } = vendor('fides', new Error('503'));
    await template.current();
    pass(6);
    await template.current();
    expect(await template.current()).toBe('fides');
  });
});
