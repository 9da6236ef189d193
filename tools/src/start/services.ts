import { setTimeout as delay } from 'node:timers/promises';
import type { Environment } from '../local/settings';
import { LogFile, type Progress } from '@subjectline/embedded';
import type { Running } from './keep-running';

export interface Services {
  /** The services' settings, the same for all but for the broker's user. */
  environment: Environment;
  natsUrlFor: (service: string) => string;
  logFile: string;
}

const closeTimeoutMs = 20_000;

/** All services in this very process: the quickest and leanest way to run them on one machine. */
export async function startTogether(services: Services, say: Progress): Promise<Running> {
  // Loaded only when it is needed, and while the servers come up: reading the framework takes a while.
  const { start } = await import('@subjectline/standalone');
  const logDestination = new LogFile({ path: services.logFile, say });
  const running = await start(services.environment, { natsUrlFor: services.natsUrlFor, logDestination });
  return {
    kill: () => undefined,
    stop: async () => {
      // What is in hand is finished, but a service that hangs does not keep the rest from being stopped.
      await Promise.race([running.close(), delay(closeTimeoutMs, undefined, { ref: false })]);
      await logDestination.end();
    },
  };
}
