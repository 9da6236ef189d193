import { setTimeout as delay } from 'node:timers/promises';
import { serviceNames } from '@subjectline/contracts';
import type { Behaviour } from '@subjectline/testing/emulator';
import type { Drilled } from './drilled';
import type { Product, ServerName } from './product';

/** One fault, played while messages are accepted and sent. */
export interface Scene<Played extends Drilled = Product> {
  readonly name: string;
  readonly messages: number;
  /** How the vendor answers from the beginning on. */
  readonly vendor: Behaviour;
  /** Resolves when the fault has ended, with the number of messages that it may leave unknown. */
  readonly strike: (product: Played) => Promise<number>;
  /** Left out, it is played in both forms. */
  readonly in?: 'split' | 'one';
  readonly isSmall?: boolean;
}

export const well: Behaviour = { answer: 'ok', delayMs: 20 };
/** Slow enough that calls are under way whenever the fault comes. */
export const leisurely: Behaviour = { answer: 'ok', delayMs: 200 };

/** Asked once the process is gone: what it had written to its connections is read by then. */
export async function callsOfTheDead({ front }: Drilled, diedMs: number): Promise<number> {
  await delay(300);
  return front.callsUnderWay(diedMs);
}

const calm: Scene = { name: 'calm', messages: 600, vendor: well, strike: async () => 0, isSmall: true };

const kills: Scene[] = serviceNames.map((service) => ({
  name: `kill ${service}`,
  messages: 300,
  vendor: leisurely,
  in: 'split',
  strike: async (product) => {
    product.kill(service);
    return service === 'dispatch' ? callsOfTheDead(product, Date.now()) : 0;
  },
}));

const killAll: Scene = {
  name: 'kill all services',
  messages: 300,
  vendor: leisurely,
  in: 'one',
  isSmall: true,
  strike: async (product) => {
    const diedMs = Date.now();
    await product.killAll();
    const underWay = await callsOfTheDead(product, diedMs);
    await product.start();
    return underWay;
  },
};

const serverKills: Scene[] = (['nats', 'postgres'] satisfies ServerName[]).map((server) => ({
  name: `kill ${server}`,
  messages: 300,
  vendor: leisurely,
  isSmall: true,
  strike: async (product) => {
    await product.killServer(server);
    return 0;
  },
}));

const pauses: Scene[] = (
  [
    ['dispatch', 20_000],
    ['identity', 5_000],
    ['requests', 5_000],
    ['gateway', 5_000],
    ['nats', 5_000],
    ['postgres', 8_000],
  ] as const
).map(([name, ms]) => ({
  name: `pause ${name} ${ms / 1_000} s`,
  messages: 200,
  vendor: leisurely,
  ...(name !== 'nats' && name !== 'postgres' && { in: 'split' as const }),
  strike: async (product) => {
    const underWay = product.front.callsUnderWay(Date.now());
    await product.pause(name, ms);
    // what stood still for longer than a call may take cannot know how its calls ended
    return name === 'dispatch' ? underWay : 0;
  },
}));

/** A vendor that refuses for a while, then takes everything. */
function trouble(name: string, behaviour: Behaviour, ms: number, isSmall = false): Scene {
  const strike = async ({ emulator }: Product): Promise<number> => {
    emulator.behave(behaviour);
    await delay(ms);
    emulator.behave(well);
    return 0;
  };
  return { name: `vendor: ${name}`, messages: 300, vendor: well, strike, isSmall };
}

const vendors: Scene[] = [
  trouble('401 for 5 s', { answer: 401 }, 5_000, true),
  trouble('402 for 5 s', { answer: 402 }, 5_000),
  trouble('account disabled for 5 s', { answer: 400, refusal: 'account_not_activated' }, 5_000),
  trouble('429 with Retry-After: 3 for 5 s', { answer: 429, retryAfter: 3 }, 5_000, true),
  trouble('503 for 15 s', { answer: 503 }, 15_000),
  {
    name: 'vendor: away for 15 s',
    messages: 300,
    vendor: well,
    strike: async ({ front }) => {
      // a connection that breaks may hold a request that was not read
      const open = await front.close();
      await delay(15_000);
      await front.open();
      return open;
    },
  },
  {
    name: 'vendor: answers after 7 s',
    messages: 150,
    vendor: { answer: 'ok', delayMs: 7_000 },
    strike: async () => 0,
  },
];

export const scenes: readonly Scene[] = [calm, ...kills, killAll, ...serverKills, ...pauses, ...vendors];
