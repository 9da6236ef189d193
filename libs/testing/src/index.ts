export { eventually } from './eventually';
export { layGround, type Ground } from './ground';
export { LogTape } from './log-tape';
export { TestClock } from './test-clock';
