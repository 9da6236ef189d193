import { runMain } from '@subjectline/bus';
import { start } from './app';
import { IdentityEnv } from './env';

void runMain(IdentityEnv, start);
