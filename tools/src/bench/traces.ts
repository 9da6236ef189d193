import { deliver, scaled, warmUp, type Delivery } from './measures';
import type { BenchOptions } from './options';
import type { Product } from './product';
import { fixed, median, middle, type Row } from './table';

/** The same load without and with a collector of traces, by turns: whatever else the machine does meets both. */
export async function measureTraces(product: Product, options: BenchOptions): Promise<Row[]> {
  const count = scaled(10_000, options);
  const [off, on]: [Delivery[], Delivery[]] = [[], []];
  for (let run = 0; run < options.repeat; run++) {
    off.push(await runOf(() => product.start(), product, options));
    on.push(await runOf(() => product.startTraced(), product, options));
  }
  // what has ended has exported everything
  await product.stop();
  const traced = await product.countTraced();
  await product.start();
  const [without, with_] = [cpuOf(off), cpuOf(on)];
  const all = options.repeat * (count + scaled(2_000, options));
  return [
    ['CPU ms a message, without', middle(without, 2)],
    ['CPU ms a message, with', middle(with_, 2)],
    ['with to without', `${fixed(median(with_) / median(without), 2)} ×`],
    ['traces of a message', `${fixed(traced / all / 1000, 1)} KB`],
  ];
}

async function runOf(
  start: () => Promise<unknown>,
  product: Product,
  options: BenchOptions,
): Promise<Delivery> {
  await product.stop();
  await start();
  await warmUp(product, options);
  return deliver(product, scaled(10_000, options));
}

/** Of the services; CPU seconds of a thousand messages are milliseconds of one. */
function cpuOf(runs: readonly Delivery[]): number[] {
  return runs.map(({ services }) => services);
}
