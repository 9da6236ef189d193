import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Product } from './product';
import { readBenchOptions, usage, type BenchOptions } from './options';
import { parts } from './parts';
import { printRows } from './table';
import { WrongSettings } from '../local/settings';

// What `npm run bench` runs. Needs Linux: processor time and memory are read from /proc.
async function main(words: string[]): Promise<void> {
  const options = readBenchOptions(words);
  if (!options) return void process.stdout.write(usage);
  const dataDir = await mkdtemp(join(tmpdir(), 'subjectline-bench-'));
  const product = await Product.build(options, dataDir);
  try {
    await product.start();
    await product.configure();
    await product.behave({ answer: 'ok', delayMs: options.stubMs });
    process.stdout.write(`${headline(options)}\n\n`);
    for (const part of options.parts) printRows(part, await parts[part](product, options));
  } finally {
    await product.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function headline({ provider, split, stubMs }: BenchOptions): string {
  const [cpu] = cpus();
  const how = split ? 'one process per service' : 'all services in one process';
  return `${provider} answering in ${stubMs} ms, ${how}, ${cpus().length} × ${cpu?.model}, Node ${process.version}`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof WrongSettings ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
