import { runMain } from '@subjectline/bus';
import { start } from './app';
import { GatewayEnv } from './env';

void runMain(GatewayEnv, async (env) => {
  const gateway = await start(env);
  gateway.prepare();
  return gateway;
});
