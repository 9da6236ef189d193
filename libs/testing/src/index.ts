export { freePort } from '@subjectline/embedded';
export { eventually } from './eventually';
export { layGround, type Ground } from './ground';
export { LogTape } from './log-tape';
export { Program } from './program';
export { countTasks, openContent, takeTask } from './queue';
export { ServiceProcess } from './service-process';
export { readDatabaseFiles, readFiles, readTables } from './stored';
export { TestClock } from './test-clock';
