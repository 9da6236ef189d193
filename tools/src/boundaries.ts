import { join } from 'node:path';
import { violationsIn } from './boundaries-check';

// What `npm run boundaries` runs: prints every import that should not be.
const violations = violationsIn(join(__dirname, '..', '..'));
for (const violation of violations) process.stdout.write(`${violation}\n`);
process.stdout.write(violations.length === 0 ? 'Everybody imports only whom they may.\n' : '');
process.exitCode = violations.length === 0 ? 0 : 1;
