import { IntText } from '@subjectline/schema';
import { setTimeout as pause } from 'node:timers/promises';
import { readEnv, ServiceEnv, SettingsError } from './env/env';
import { provision } from './broker/provision';

/* Run once before the services start, where these may not create streams themselves: `node provision.main.js`. */

class ProvisionEnv extends ServiceEnv {
  /** On how many nodes of a NATS cluster streams and buckets are kept. */
  @IntText({ min: 1, max: 5 }) NATS_REPLICAS: number = 1;
}

const maxMs = 60_000;

async function main(): Promise<void> {
  const { NATS_URL, NATS_REPLICAS } = readEnv(ProvisionEnv, process.env);
  // a client waits without end for a server that is down or refuses the connection
  const tooLong = pause(maxMs, undefined, { ref: false }).then(() => {
    throw new SettingsError(
      `NATS did not take the streams within ${maxMs / 1_000} s: are its address, its user and JetStream right?`,
    );
  });
  await Promise.race([provision(NATS_URL, NATS_REPLICAS), tooLong]);
  process.stdout.write('streams, consumers and buckets are there\n');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const plain = error instanceof SettingsError ? error.message : error;
    process.stderr.write(`cannot provision: ${plain instanceof Error ? plain.stack : String(plain)}\n`);
    process.exit(1);
  },
);
