import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** A value of a gauge, read when the metrics are. */
export interface Sample<Label extends string = string> {
  readonly labels: Partial<Record<Label, string>>;
  readonly value: number;
}

type Reader = () => readonly Sample[] | Promise<readonly Sample[]>;

/**
 * What the services of this process count, in Prometheus' text format. Labels never hold what names a person, and nothing
 * that a caller may choose: each new value is a new time series.
 */
export class Metrics {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  private readonly registry = new Registry();
  private readonly readers = new Map<string, Set<Reader>>();

  /** The process's own: CPU, memory, garbage collection, and the delay of the event loop. */
  addProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** The same one for the same name: services of one process share it. */
  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    const known = this.registry.getSingleMetric(name) as Counter<Label> | undefined;
    return known ?? new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  /** @param buckets their upper bounds */
  histogram<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets: number[],
  ): Histogram<Label> {
    const known = this.registry.getSingleMetric(name) as Histogram<Label> | undefined;
    return known ?? new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }

  /**
   * A gauge whose values are read whenever the metrics are. Several readers share one name, each with values of its own.
   * Values that cannot be read, because a store is down, are left out.
   * @returns ends it
   */
  gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: () => readonly Sample<Label>[] | Promise<readonly Sample<Label>[]>,
  ): () => void {
    const readers = this.readers.get(name) ?? this.openGauge(name, help, labelNames);
    readers.add(read);
    return () => void readers.delete(read);
  }

  read(): Promise<string> {
    return this.registry.metrics();
  }

  private openGauge(name: string, help: string, labelNames: readonly string[]): Set<Reader> {
    const readers = new Set<Reader>();
    this.readers.set(name, readers);
    void new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      async collect() {
        const samples = await Promise.all([...readers].map((read) => tryRead(read)));
        this.reset();
        for (const { labels, value } of samples.flat()) this.set(labels, value);
      },
    });
    return readers;
  }
}

/** Reads once for all gauges that are read at the same time. */
export function readTogether<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read().finally(() => (reading = undefined)));
}

/** For gauges of age; 0 where there is nothing, or where another clock is ahead. */
export function secondsSince(thenMs: number | undefined, nowMs: number): number {
  return thenMs === undefined ? 0 : Math.max(0, (nowMs - thenMs) / 1_000);
}

async function tryRead(read: Reader): Promise<readonly Sample[]> {
  try {
    return await read();
  } catch {
    return [];
  }
}
