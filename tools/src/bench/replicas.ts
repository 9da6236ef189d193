import { setTimeout as delay } from 'node:timers/promises';
import { deliver, patienceMs, scaled, warmUp } from './measures';
import type { BenchOptions } from './options';
import type { Product } from './product';
import { fixed, type Row } from './table';

/** The provider, not the processor, is what a message waits for. */
const slowMs = 200;

/** What a second replica of dispatch adds where the provider is slow. */
export async function measureReplicas(product: Product, options: BenchOptions): Promise<Row[]> {
  const count = scaled(4_000, options);
  await warmUp(product, options);
  await product.behave({ answer: 'ok', delayMs: slowMs });
  const one = await deliver(product, count);
  const replica = await product.addDispatch();
  try {
    const deadlineMs = performance.now() + patienceMs;
    while (!(await replica.isReady()) && performance.now() < deadlineMs) await delay(100);
    // both have connections to the provider by then
    await deliver(product, scaled(1_000, options));
    const two = await deliver(product, count);
    return [
      [`provider ${slowMs} ms, one dispatch`, `${fixed(one.perSecond, 0)} messages/s`],
      [`provider ${slowMs} ms, two`, `${fixed(two.perSecond, 0)} messages/s`],
      ['two to one', `${fixed(two.perSecond / one.perSecond, 2)} ×`],
    ];
  } finally {
    await replica.stop();
    await product.behave({ answer: 'ok', delayMs: options.stubMs });
  }
}
