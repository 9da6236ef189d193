import { StoringServiceEnv } from '@subjectline/bus';

/** The environment of this service: what every service with tables reads, and nothing besides. */
export class TemplatesEnv extends StoringServiceEnv {}
