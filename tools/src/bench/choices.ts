import { cpuOf, scaled } from './measures';
import type { BenchOptions } from './options';
import type { Product } from './product';
import { fixed, median, quantiles, type Row } from './table';

const earlierEvents = 1_000;

/** What a choice costs for a user who has made many, beside one who has made one. One at a time. */
export async function measureChoices(product: Product, options: BenchOptions): Promise<Row[]> {
  const count = scaled(500, options);
  const earlier = scaled(earlierEvents, options);
  const choose = (user: string): Promise<void> => product.choose(user);
  for (let index = 0; index < count; index++) await choose(`new-${index}@example.com`);
  const few = await timed(product, count, (index) => choose(`new-${index}@example.com`));
  for (let index = 0; index < earlier; index++) await choose('old@example.com');
  const many = await timed(product, count, () => choose('old@example.com'));
  return [
    ['one earlier choice, p50 / p99', quantiles(few.tookMs, [0.5, 0.99])],
    [`${earlier} earlier choices, p50 / p99`, quantiles(many.tookMs, [0.5, 0.99])],
    ['time, many to one', `${fixed(median(many.tookMs) / median(few.tookMs), 2)} ×`],
    ['processor time, many to one', `${fixed(many.cpuSeconds / few.cpuSeconds, 2)} ×`],
  ];
}

interface Timed {
  readonly tookMs: readonly number[];
  readonly cpuSeconds: number;
}

async function timed(
  product: Product,
  count: number,
  work: (index: number) => Promise<void>,
): Promise<Timed> {
  const before = cpuOf(product);
  const tookMs: number[] = [];
  for (let index = 0; index < count; index++) {
    const beganMs = performance.now();
    await work(index);
    tookMs.push(performance.now() - beganMs);
  }
  const after = cpuOf(product);
  return { tookMs, cpuSeconds: after.services + after.stores - before.services - before.stores };
}
