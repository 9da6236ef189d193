import { join } from 'node:path';
import { layOut } from './folder';

// `node tools/dist/deploy/main.js <service> <folder>`: what the Dockerfile copies into the image of one service.
const [service, target] = process.argv.slice(2);
if (service && target) {
  layOut(join(__dirname, '..', '..', '..'), service, target);
} else {
  process.stderr.write('usage: node tools/dist/deploy/main.js <service> <folder>\n');
  process.exitCode = 2;
}
