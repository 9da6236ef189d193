export { claimFolder, privateFolder, releaseFolder, writePrivately } from './folder';
export type { LocalServer, Progress } from './local-server';
export { LogFile, type LogFileOptions } from './log-file';
export { startNats, type NatsOptions } from './nats';
export { cacheFolder, findNatsServer } from './nats-binary';
export type { NatsServer } from './nats-version';
export { freePort } from './ports';
export { startPostgres, type PostgresOptions } from './postgres';
