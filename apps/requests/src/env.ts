import { StoringServiceEnv } from '@subjectline/bus';

export class RequestsEnv extends StoringServiceEnv {}
