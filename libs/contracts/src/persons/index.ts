export * from './person-erasures';
export * from './person-holds';
export * from './person-looks';
export * from './person-records';
export * from './person-reference';
export * from './person-sections';
export * from './vendor-erasures';
