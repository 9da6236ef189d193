import type { Service } from '@subjectline/bus';
import type { TestEnvironment } from '@subjectline/testing';
import { start } from '../app';
import type { ConfigEnv } from '../env';

/* For specs: the config service alone on real servers. */

export const rootClient = { client_id: 'root-of-specs', client_secret: 'secret-of-the-root-client' };

export function startConfig(testEnv: TestEnvironment, changes: Partial<ConfigEnv> = {}): Promise<Service> {
  const env: ConfigEnv = {
    ...testEnv.envFor('config'),
    SUBJECTLINE_ROOT_CLIENT_ID: rootClient.client_id,
    SUBJECTLINE_ROOT_CLIENT_SECRET: rootClient.client_secret,
    SUBJECTLINE_MODE: 'development',
    SUBJECTLINE_ALLOW_INBOX: 'false',
    SUBJECTLINE_SETTINGS: '{}',
    SUBJECTLINE_RECORD_DAYS: 1_095,
    SUBJECTLINE_UNVERIFIED_REQUEST_DAYS: 7,
    SUBJECTLINE_VERIFICATION_DAYS: 7,
    ...changes,
  };
  return start(env, { clock: testEnv.clock, logDestination: testEnv.log });
}
