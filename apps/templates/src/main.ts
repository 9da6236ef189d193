import { runMain } from '@subjectline/bus';
import { start } from './app';
import { TemplatesEnv } from './env';

void runMain(TemplatesEnv, start);
