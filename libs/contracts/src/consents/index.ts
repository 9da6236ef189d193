export * from './consent-approvals';
export * from './consent-changes';
export * from './consent-event-input';
export * from './consent-events';
export * from './consent-proofs';
export * from './consent-users';
export * from './consent-values';
export * from './preference-center';
