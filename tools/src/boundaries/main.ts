import { join } from 'node:path';
import { violationsIn } from './manifests';

// What `npm run boundaries` runs: compares each manifest with what its package imports.
const violations = violationsIn(join(__dirname, '..', '..', '..'));
for (const violation of violations) process.stdout.write(`${violation}\n`);
process.stdout.write(violations.length === 0 ? 'Every manifest declares what its package imports.\n' : '');
process.exitCode = violations.length === 0 ? 0 : 1;
