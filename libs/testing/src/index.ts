export { eventually } from './eventually';
export { layGround, type Ground } from './ground';
export { LogTape } from './log-tape';
export { countTasks, openContent, takeTask } from './queue';
export { ServiceProcess } from './service-process';
export { TestClock } from './test-clock';
