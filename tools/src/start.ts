import { setFlagsFromString } from 'node:v8';
import { supervise } from './start/supervisor';

// V8 lets 50 MB in use grow to 200 before it cleans up. At twice what is in use a burst takes 100 MB less, at no cost
// in messages per second that could be measured.
setFlagsFromString('--heap-growing-percent=100');

// What `npm start` runs: everything Subjectline needs, on this machine.
void supervise(process.argv.slice(2));
