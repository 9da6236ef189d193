export * from './webhook-deliveries';
export * from './webhook-endpoints';
export * from './webhook-events';
