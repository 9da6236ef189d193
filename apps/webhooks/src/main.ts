import { runMain } from '@subjectline/bus';
import { start } from './app';
import { WebhooksEnv } from './env';

void runMain(WebhooksEnv, start);
