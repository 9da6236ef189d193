export { claimFolder, privateFolder, releaseFolder, writePrivately } from './folder/folder';
export type { LocalServer, Progress } from './process/local-server';
export { LogFile, type LogFileOptions } from './folder/log-file';
export { startNats, type NatsOptions } from './nats/nats';
export { cacheFolder, findNatsServer } from './nats/nats-binary';
export type { NatsServer } from './nats/nats-version';
export { freePort } from './process/ports';
export { startPostgres, type PostgresOptions } from './postgres/postgres';
