import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeGallery } from './files';

// What `npm run gallery` runs: every message with its words, to be looked at in a browser.
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string', default: '.data/gallery' } } });
  const folder = resolve(values.out);
  const all = await writeGallery(folder);
  process.stdout.write(`${all.length} messages: ${join(folder, 'index.html')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
