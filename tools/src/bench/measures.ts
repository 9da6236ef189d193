import { setTimeout as delay } from 'node:timers/promises';
import type { BenchOptions } from './options';
import type { Product } from './product';
import { usageOf } from './usage';

/* What several parts do. */

export const connections = 50;
export const patienceMs = 120_000;

export interface Delivery {
  readonly perSecond: number;
  /** Processor time of a thousand messages. */
  readonly services: number;
  readonly stores: number;
}

/** Has messages accepted as fast as it goes, until the last is at the provider. */
export async function deliver(product: Product, count: number): Promise<Delivery> {
  const before = cpuOf(product);
  const { spans } = await product.load({ pattern: 'flat', connections }, count);
  const arrivals = await untilArrived(product, count);
  const after = cpuOf(product);
  const tookMs = Math.max(...arrivals.values()) - Math.min(...spans.map(([, began]) => began));
  return {
    perSecond: (count * 1000) / tookMs,
    services: ((after.services - before.services) * 1000) / count,
    stores: ((after.stores - before.stores) * 1000) / count,
  };
}

export async function warmUp(product: Product, options: BenchOptions): Promise<void> {
  const count = scaled(2_000, options);
  await product.load({ pattern: 'flat', connections }, count);
  await untilArrived(product, count);
}

/** When each came first; what has come is forgotten. */
export async function untilArrived(product: Product, count: number): Promise<Map<string, number>> {
  await untilCount(product, count);
  const arrivals = new Map((await product.arrivals()).toReversed());
  await product.forgetArrivals();
  return arrivals;
}

export async function untilCount(product: Product, count: number): Promise<void> {
  const deadlineMs = performance.now() + patienceMs;
  while ((await product.countArrivals()) < count && performance.now() < deadlineMs) await delay(20);
}

export function cpuOf(product: Product): { services: number; stores: number } {
  const { services, stores } = product.processes();
  return { services: usageOf(services).cpuSeconds, stores: usageOf(stores).cpuSeconds };
}

export function scaled(count: number, { quick }: BenchOptions): number {
  return quick ? count / 10 : count;
}
