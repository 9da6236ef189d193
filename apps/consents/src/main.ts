import { runMain } from '@subjectline/bus';
import { start } from './app';
import { ConsentsEnv } from './env';

void runMain(ConsentsEnv, start);
