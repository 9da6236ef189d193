export { CompiledWording, UnusableWording, type RenderedParts } from './compiled-wording';
export { examineWording } from './examine-wording';
export { flatten, type FlatTemplate } from './template';
export type { WordingProblem } from './wording-parts';
export type { Variables } from './write';
