import { setTimeout as delay } from 'node:timers/promises';
import { measureBodies } from './bodies';
import { measureChoices } from './choices';
import type { LoadReport } from './load';
import {
  connections,
  cpuOf,
  deliver,
  patienceMs,
  scaled,
  untilArrived,
  untilCount,
  warmUp,
  type Delivery,
} from './measures';
import type { BenchOptions, PartName } from './options';
import type { Product } from './product';
import { measureReplicas } from './replicas';
import { measureScale } from './scale';
import { fixed, middle, quantile, quantiles, type Row } from './table';
import { measureTraces } from './traces';
import { usageOf } from './usage';

/** One measurement. What it has accepted has been delivered when it returns. */
type Part = (product: Product, options: BenchOptions) => Promise<readonly Row[]>;

const settleMs = 3_000;
const restMs = 30_000;

export const parts: Readonly<Record<PartName, Part>> = {
  start: measureStart,
  accept: measureAccept,
  deliver: measureDeliver,
  latency: measureLatency,
  journey: measureJourney,
  bodies: (product, options) => measureBodies(product.url, scaled(20, options)),
  crash: measureCrash,
  choices: measureChoices,
  replicas: measureReplicas,
  scale: measureScale,
  faults: measureFaults,
  traces: measureTraces,
};

/** The first start makes the data; the second is the one of every day. */
async function measureStart(product: Product): Promise<Row[]> {
  await product.stop();
  const seconds = await product.start();
  await delay(settleMs);
  return [['ready, second start', `${fixed(seconds, 2)} s`], ...memoryRows(product, 'at rest')];
}

async function measureAccept(product: Product, options: BenchOptions): Promise<Row[]> {
  const count = scaled(10_000, options);
  const runs: LoadReport[] = [];
  for (let run = 0; run < options.repeat; run++) {
    runs.push(await product.load({ pattern: 'flat', connections }, count));
    await untilArrived(product, count);
  }
  const tookMs = runs.flatMap(({ spans }) => spans.map(([, began, ended]) => ended - began));
  return [
    ['accepted, while delivering', `${middle(runs.map(acceptedPerSecond))} messages/s`],
    ['accept p50 / p99', quantiles(tookMs, [0.5, 0.99])],
  ];
}

async function measureDeliver(product: Product, options: BenchOptions): Promise<Row[]> {
  const count = scaled(10_000, options);
  const all: Delivery[] = [];
  await warmUp(product, options);
  for (let run = 0; run < options.repeat; run++) all.push(await deliver(product, count));
  return [
    [
      `delivered, provider ${options.stubMs} ms`,
      `${middle(all.map(({ perSecond }) => perSecond))} messages/s`,
    ],
    [
      'CPU seconds per 1,000, services',
      middle(
        all.map(({ services }) => services),
        2,
      ),
    ],
    [
      'CPU seconds per 1,000, stores',
      middle(
        all.map(({ stores }) => stores),
        2,
      ),
    ],
    ...memoryRows(product, 'under load'),
    ...(await memoryRowsAfter(product, options)),
  ];
}

/** From the moment at which a request left until the message was at the provider. */
async function measureLatency(product: Product, options: BenchOptions): Promise<Row[]> {
  const perSecond = 100;
  const count = scaled(20 * perSecond, options);
  await warmUp(product, options);
  const before = cpuOf(product);
  const { spans } = await product.load({ pattern: 'steady', perSecond }, count);
  const arrivals = await untilArrived(product, count);
  const after = cpuOf(product);
  const total = after.services + after.stores - before.services - before.stores;
  const acceptMs = spans.map(([, began, ended]) => ended - began);
  const arrivedMs = spans.map(([to, began]) => (arrivals.get(to) ?? Number.NaN) - began);
  return [
    [`accept at ${perSecond}/s p50 / p99`, quantiles(acceptMs, [0.5, 0.99])],
    [`to the provider p50 / p90 / p99`, quantiles(arrivedMs, [0.5, 0.9, 0.99])],
    ['CPU seconds per 1,000, all', fixed((total * 1000) / count, 2)],
  ];
}

/** A person asks, the code arrives, the person types it in. */
async function measureJourney(product: Product, options: BenchOptions): Promise<Row[]> {
  const count = scaled(2_000, options);
  await product.load({ pattern: 'journey', connections: 20 }, scaled(500, options));
  const before = cpuOf(product);
  const report = await product.load({ pattern: 'journey', connections: 20 }, count);
  const after = cpuOf(product);
  const total = after.services + after.stores - before.services - before.stores;
  const tookMs = report.spans.map(([, began, ended]) => ended - began);
  await product.forgetArrivals();
  return [
    ['ask, code, verify, 20 at a time', `${fixed(acceptedPerSecond(report), 0)} cycles/s`],
    ['cycle p50 / p99', quantiles(tookMs, [0.5, 0.99])],
    ['not verified', String(report.refused)],
    ['CPU seconds per 1,000, all', fixed((total * 1000) / count, 2)],
  ];
}

/** Killed five times while callers post under idempotency keys until they are heard. */
async function measureCrash(product: Product, options: BenchOptions): Promise<Row[]> {
  const [count, kills] = [scaled(2_000, options), 5];
  const knownBefore = await product.countMessages('unknown');
  const beganMs = performance.now();
  const posting = product.load({ pattern: 'stubborn', connections }, count);
  for (let kill = 0; kill < kills; kill++) {
    await untilCount(product, ((kill + 0.5) * count) / kills);
    await product.crash();
  }
  const { spans } = await posting;
  const unknown = async () => (await product.countMessages('unknown')) - knownBefore;
  const deadlineMs = performance.now() + patienceMs;
  while (performance.now() < deadlineMs) {
    const open = (await product.countMessages('queued')) + (await product.countMessages('sending'));
    if (open === 0 && new Set(await addressesOf(product)).size + (await unknown()) >= count) break;
    await delay(200);
  }
  const seconds = (performance.now() - beganMs) / 1000;
  const arrived = await addressesOf(product);
  const distinct = new Set(arrived).size;
  const held = await unknown();
  await product.forgetArrivals();
  return [
    [
      `lost, ${kills} × SIGKILL, ${spans.length} accepted`,
      String(Math.max(0, spans.length - distinct - held)),
    ],
    ['sent twice', String(arrived.length - distinct)],
    ['held as unknown', `${held} (${fixed(held / kills, 0)} per kill)`],
    ['until all were settled', `${fixed(seconds, 1)} s`],
  ];
}

async function measureFaults(product: Product, options: BenchOptions): Promise<Row[]> {
  const count = scaled(2_000, options);
  await product.behave({ answer: 503, share: 0.2 });
  const { spans } = await product.load({ pattern: 'flat', connections }, count);
  const arrivals = await untilArrived(product, count);
  await product.behave({ answer: 'ok', delayMs: options.stubMs });
  const tookMs = spans.map(([to, began]) => (arrivals.get(to) ?? Number.NaN) - began);
  return [
    ['20 % answered with 503: missing', String(count - arrivals.size)],
    ['delivered p50 / p99', quantiles(tookMs, [0.5, 0.99])],
  ];
}

async function addressesOf(product: Product): Promise<string[]> {
  return (await product.arrivals()).map(([to]) => to);
}

function acceptedPerSecond({ spans }: LoadReport): number {
  const began = quantile(
    spans.map(([, beganMs]) => beganMs),
    0,
  );
  return (
    (spans.length * 1000) /
    (quantile(
      spans.map(([, , endedMs]) => endedMs),
      1,
    ) -
      began)
  );
}

function memoryRows(product: Product, when: string): Row[] {
  const { services, stores } = product.processes();
  const ours = usageOf(services);
  const theirs = usageOf(stores);
  return [
    [
      `memory ${when}, services`,
      `${fixed(ours.rssMegabytes, 0)} MB RSS, ${fixed(ours.pssMegabytes, 0)} MB PSS`,
    ],
    [`memory ${when}, with stores`, `${fixed(ours.pssMegabytes + theirs.pssMegabytes, 0)} MB PSS`],
  ];
}

/** V8 gives back what a burst has taken once it has been idle for a while. */
async function memoryRowsAfter(product: Product, { quick }: BenchOptions): Promise<Row[]> {
  if (quick) return [];
  await delay(restMs);
  return memoryRows(product, `${restMs / 1000} s later`);
}
