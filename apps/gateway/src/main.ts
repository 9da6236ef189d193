import { runMain } from '@subjectline/bus';
import { start } from './app';
import { GatewayEnv } from './env';

void runMain(GatewayEnv, start);
