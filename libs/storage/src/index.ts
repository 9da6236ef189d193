export { Batch } from './batch';
export { Database, isOutage, type Queryable, type Transaction } from './database';
export { migrate } from './migrations';
export { openStorage, type Storage } from './open-storage';
export { Outbox, type OutboxEntry } from './outbox';
export { SealedOutbox } from './sealed-outbox';
export { KeyRing, SealBroken } from './sealing';
