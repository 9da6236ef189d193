import { runMain, ServiceEnv } from '@subjectline/bus';
import { start } from './app';

/* All services against servers that run elsewhere; `npm start` brings the servers too. */
void runMain(ServiceEnv, ({ NATS_URL }) => start(process.env, { natsUrlFor: () => NATS_URL }));
