export * from './templates';
export * from './wording-versions';
