import { runMain } from '@subjectline/bus';
import { start } from './app';
import { RequestsEnv } from './env';

void runMain(RequestsEnv, start);
