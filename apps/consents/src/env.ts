import { StoringServiceEnv } from '@subjectline/bus';

export class ConsentsEnv extends StoringServiceEnv {}
