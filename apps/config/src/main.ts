import { runMain } from '@subjectline/bus';
import { start } from './app';
import { ConfigEnv } from './env';

void runMain(ConfigEnv, start);
