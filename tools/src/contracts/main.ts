import { join } from 'node:path';
import { acceptContracts, checkLock, usage } from './commands';

// What `npm run contracts` runs.
const lock = join(__dirname, '..', '..', '..', 'libs', 'contracts', 'contracts.lock.json');
const [verb, ...more] = process.argv.slice(2);
if (more.length > 0 || (verb !== undefined && verb !== 'accept')) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
} else {
  const { lines, isRefused } = verb === 'accept' ? acceptContracts(lock) : checkLock(lock);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = isRefused ? 1 : 0;
}
