export * from './delivery';
export * from './dispatch';
export * from './inbox';
export * from './message-records';
export * from './message-states';
export * from './provider-health';
export * from './provider-tests';
export * from './sealed-content';
