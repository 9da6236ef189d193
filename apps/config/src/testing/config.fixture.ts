import type { Service } from '@subjectline/bus';
import type { Ground } from '@subjectline/testing';
import { start } from '../app';
import type { ConfigEnv } from '../env';

/* For specs: the config service alone on real servers. */

export const rootClient = { client_id: 'root-of-specs', client_secret: 'secret-of-the-root-client' };

export function startConfig(ground: Ground, changes: Partial<ConfigEnv> = {}): Promise<Service> {
  const env: ConfigEnv = {
    ...ground.envFor('config'),
    SUBJECTLINE_ROOT_CLIENT_ID: rootClient.client_id,
    SUBJECTLINE_ROOT_CLIENT_SECRET: rootClient.client_secret,
    SUBJECTLINE_MODE: 'development',
    SUBJECTLINE_ALLOW_INBOX: 'false',
    SUBJECTLINE_SETTINGS: '{}',
    ...changes,
  };
  return start(env, { clock: ground.clock, logDestination: ground.log });
}
