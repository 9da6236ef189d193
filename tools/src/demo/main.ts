import { demo } from './run';

// What `npm run demo` runs.
void demo(process.argv.slice(2));
