export * from './identity';
export * from './identity-links';
