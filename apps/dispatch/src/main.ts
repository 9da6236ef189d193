import { runMain } from '@subjectline/bus';
import { start } from './app';
import { DispatchEnv } from './env';

void runMain(DispatchEnv, start);
