import { supervise } from './supervisor';

// What `npm start` runs: everything Subjectline needs, on this machine.
void supervise(process.argv.slice(2));
