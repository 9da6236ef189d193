export * from './identity';
export * from './identity-links';
export * from './verification-counts';
