import { Client } from 'undici';
import { fixed, quantiles, type Row } from './table';

const room = 1_040_000;
const path = '/api/v1/privacy-request';

const filled = (part: (index: number) => string, count: number): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(',');

/** What a stranger may send to a public route: beyond what a body may hold, and just within it. */
const bodies: readonly string[] = [
  `[{${filled((index) => `"${index}":1`, 100_000)}}]`,
  '[{"a":'.repeat(room / 6),
  `[${filled(() => '{}', room / 3)}]`,
  `[${'7'.repeat(room)}]`,
  `[{"policy_key":"${'x'.repeat(room)}"}]`,
  `[${filled(() => `{${filled((index) => `"k${index}":1`, 700)}}`, 50)}]`,
  `[${filled(() => `{"identity":{${filled((index) => `"k${index}":{"a":1}`, 300)}}}`, 40)}]`,
];

/** How long other callers wait at most while such bodies come one after the other: what the event loop was held up. */
export async function measureBodies(url: string, rounds: number): Promise<Row[]> {
  const [attacker, other] = [new Client(url), new Client(url)];
  const waits: number[] = [];
  const attack = { isOver: false };
  const waiting = (async () => {
    while (!attack.isOver) waits.push(await timed(other, { method: 'GET', path: '/health/alive' }));
  })();
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const body of bodies) took.push(await timed(attacker, { method: 'POST', path, body }));
  }
  attack.isOver = true;
  await waiting;
  await Promise.all([attacker.close(), other.close()]);
  return [
    ['hostile 1 MB bodies, p50 / p99', quantiles(took, [0.5, 0.99])],
    ['another caller, p50 / p99', quantiles(waits, [0.5, 0.99])],
    ['worst loop delay', `${fixed(Math.max(...waits), 0)} ms`],
  ];
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

async function timed(client: Client, call: Call): Promise<number> {
  const beganMs = performance.now();
  const headers = { 'content-type': 'application/json' };
  const { body } = await client.request({ ...call, headers });
  await body.dump();
  return performance.now() - beganMs;
}
